package io.picasso.analytics.operation.metrics;

import io.picasso.analytics.operation.tenants.Tenants;
import io.picasso.analytics.operation.warehouse.LakeStatements;
import io.picasso.analytics.port.CatalogControl;
import io.picasso.analytics.port.MetricCache;
import io.picasso.analytics.port.QueryLimits;
import io.picasso.analytics.port.SessionRows;
import io.picasso.analytics.port.Warehouse;
import io.picasso.analytics.resource.CatalogDeclaration;
import io.picasso.analytics.session.Retention;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What metrics are made of in one environment. Each source is made when it is first asked.
 *
 * @param cache what was computed ahead
 * @param rows the session tables
 * @param warehouse queries of the lake
 * @param catalog the catalog of the lake's table
 * @param table the lake's table
 * @param statements names it in queries
 * @param retention how long sessions and events are shown
 */
public record MetricSources(
        Supplier<MetricCache> cache,
        Supplier<SessionRows> rows,
        Supplier<Warehouse> warehouse,
        Supplier<CatalogControl> catalog,
        CatalogDeclaration table,
        LakeStatements statements,
        Retention retention) {
    /**
     * Answers.
     *
     * @param use how the cache is used
     * @param tablesAreWritten whether every event reaches the session tables here; else they are no source by themselves
     * @param limits of each query
     */
    public Metrics metrics(Metrics.CacheUse use, boolean tablesAreWritten, QueryLimits limits) {
        return new Metrics(cache, use, () -> new TableFacts(rows.get()), tablesAreWritten, this::lakeFacts, limits);
    }

    /**
     * Computes metrics ahead.
     *
     * @param limits of each query
     * @param progress told what is being worked on, in a few words
     */
    public Aggregator aggregator(Tenants tenants, QueryLimits limits, Clock clock, Consumer<String> progress) {
        return new Aggregator(tenants, lakeFacts(), cache.get(), limits, clock, progress);
    }

    /**
     * What is computed ahead.
     *
     * @param maxAge the age up to which it is fresh
     */
    public AggregationStatus status(Tenants tenants, Duration maxAge, Clock clock) {
        return AggregationStatus.of(cache.get(), tenants.ids(), maxAge, clock.instant());
    }

    LakeFacts lakeFacts() {
        return new LakeFacts(warehouse.get(), new MetricStatements(statements), catalog.get(), table, retention);
    }
}
