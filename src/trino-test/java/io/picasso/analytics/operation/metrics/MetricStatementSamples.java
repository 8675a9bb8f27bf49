package io.picasso.analytics.operation.metrics;

import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.metric.Facts;
import io.picasso.analytics.metric.Granularity;
import io.picasso.analytics.metric.MetricRange;
import io.picasso.analytics.operation.warehouse.LakeStatements;
import io.picasso.analytics.port.Statement;
import io.picasso.analytics.session.Retention;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The statements behind the metrics, in each of the forms in which they are asked. */
public final class MetricStatementSamples {
    private MetricStatementSamples() {}

    /** For all tenants and all cached ranges; and for some tenants and one range, with everything that may be asked. */
    public static List<Statement> of(LakeStatements lake, List<Tenant> tenants, Instant now) {
        MetricStatements statements = new MetricStatements(lake);
        Retention retention = new Retention(90);
        List<MetricRange> ranges = new ArrayList<>();
        MetricRange.CACHED.forEach(name -> ranges.add(0, MetricRange.last(name, now)));
        List<Statement> all = new ArrayList<>();
        for (Facts.Kind kind : Facts.Kind.values()) {
            all.add(statements.of(kind, Scope.of(Optional.empty(), ranges, retention, now), Ask.FOR_CACHE));
            for (Tenant tenant : tenants) {
                Scope scope = Scope.of(Optional.of(tenant), List.of(MetricRange.last("30d", now)), retention, now);
                for (Granularity granularity : Granularity.values()) {
                    all.add(statements.of(kind, scope, new Ask(granularity, Optional.empty(), 5, 10)));
                }
                all.add(statements.of(kind, scope, new Ask(Granularity.DAY, Optional.of("it's"), 0, 10)));
            }
        }
        return all;
    }
}
