package io.picasso.analytics.operation.metrics;

import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.metric.Facts;
import io.picasso.analytics.metric.MetricQuery;
import io.picasso.analytics.metric.MetricRange;
import io.picasso.analytics.port.CatalogControl;
import io.picasso.analytics.port.QueryCost;
import io.picasso.analytics.port.QueryLimits;
import io.picasso.analytics.port.Warehouse;
import io.picasso.analytics.port.Warehouse.Row;
import io.picasso.analytics.resource.CatalogDeclaration;
import io.picasso.analytics.session.Retention;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Facts from the lake, each kind by one query.
 *
 * <p>Methods throw {@link Failure} as {@link Warehouse#query} says. A tenant whose partitions are not declared would seem
 * to have no events; that is a failure too.
 */
final class LakeFacts {
    /**
     * Facts, and what the query for them took.
     */
    record Found(Facts facts, QueryCost cost) {}

    private final Warehouse warehouse;
    private final MetricStatements statements;
    private final CatalogControl catalog;
    private final CatalogDeclaration table;
    private final Retention retention;

    LakeFacts(
            Warehouse warehouse,
            MetricStatements statements,
            CatalogControl catalog,
            CatalogDeclaration table,
            Retention retention) {
        this.warehouse = warehouse;
        this.statements = statements;
        this.catalog = catalog;
        this.table = table;
        this.retention = retention;
    }

    /** The ids of the tenants that queries can see. */
    Set<String> visible() {
        return catalog.find(table)
                .map(found -> Set.copyOf(CatalogDeclaration.tenants(found.properties())))
                .orElseThrow(() ->
                        Failure.of(FailureCode.RESOURCE_MISSING, "The lake's table " + table.name() + " is not there"));
    }

    /** The failure of a tenant that queries cannot see. */
    static Failure unseen(Tenant tenant) {
        return Failure.of(FailureCode.QUERY_FAILED, "Queries do not see the tenant " + tenant.id())
                .why("its partitions are not declared, so that it would seem to have no events")
                .next("Run 'picasso-analytics provision apply lake'.");
    }

    /** The facts a query needs. */
    Found of(Tenant tenant, MetricQuery query, QueryLimits limits, Instant now) {
        if (!visible().contains(tenant.id())) {
            throw unseen(tenant);
        }
        Facts.Kind kind = query.metric().facts();
        Ask ask = Ask.of(query);
        Scope scope = Scope.of(Optional.of(tenant), List.of(query.range()), retention, now);
        FactRows rows = FactRows.of(kind, tenant, query.range(), 1, ask, now);
        Warehouse.Answer answer = warehouse.query(statements.of(kind, scope, ask), limits, rows::add);
        return new Found(rows.facts(), answer.cost());
    }

    /**
     * The facts of a kind for all tenants, for ranges one within the other, from one query.
     *
     * @param ranges the widest first
     * @param only the only tenant; empty: all
     * @param each takes a tenant as the lake names it, and its facts, one for each range; not called for tenants without
     *     events
     */
    QueryCost ofAll(
            Facts.Kind kind,
            List<MetricRange> ranges,
            Optional<Tenant> only,
            QueryLimits limits,
            Instant now,
            BiConsumer<Tenant, List<Facts>> each) {
        Scope scope = Scope.of(only, ranges, retention, now);
        ByTenant byTenant = new ByTenant(kind, ranges, now, each);
        Warehouse.Answer answer = warehouse.query(statements.of(kind, scope, Ask.FOR_CACHE), limits, byTenant::add);
        byTenant.end();
        return answer.cost();
    }

    /** What is true of a tenant without events. */
    static List<Facts> none(Facts.Kind kind, Tenant tenant, List<MetricRange> ranges, Instant now) {
        return gathering(kind, tenant, ranges, now).stream()
                .map(FactRows::facts)
                .toList();
    }

    private static List<FactRows> gathering(Facts.Kind kind, Tenant tenant, List<MetricRange> ranges, Instant now) {
        return IntStream.range(0, ranges.size())
                .mapToObj(i -> FactRows.of(kind, tenant, ranges.get(i), i + 1, Ask.FOR_CACHE, now))
                .toList();
    }

    /** Rows that come tenant by tenant; only one tenant's are held. */
    private static final class ByTenant {
        private final Facts.Kind kind;
        private final List<MetricRange> ranges;
        private final Instant now;
        private final BiConsumer<Tenant, List<Facts>> each;
        private @Nullable Tenant tenant;
        private List<FactRows> gathered = new ArrayList<>();

        ByTenant(Facts.Kind kind, List<MetricRange> ranges, Instant now, BiConsumer<Tenant, List<Facts>> each) {
            this.kind = kind;
            this.ranges = ranges;
            this.now = now;
            this.each = each;
        }

        void add(Row row) {
            String id = row.text("tenant_id").orElse("");
            String hash = row.text("tenant_hash").orElse("");
            if (!Tenant.isId(id) || !Tenant.isHash(hash)) {
                return;
            }
            Tenant owner = new Tenant(id, hash);
            if (!owner.equals(tenant)) {
                end();
                tenant = owner;
                gathered = gathering(kind, owner, ranges, now);
            }
            gathered.forEach(rows -> rows.add(row));
        }

        void end() {
            if (tenant != null) {
                each.accept(tenant, gathered.stream().map(FactRows::facts).toList());
                tenant = null;
            }
        }
    }
}
