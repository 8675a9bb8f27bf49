package io.picasso.analytics.wiring;

import io.picasso.analytics.adapter.aws.athena.Athena;
import io.picasso.analytics.operation.metrics.AggregationStatus;
import io.picasso.analytics.operation.metrics.Aggregator;
import io.picasso.analytics.operation.metrics.MetricSources;
import io.picasso.analytics.operation.metrics.Metrics;
import io.picasso.analytics.operation.metrics.Metrics.CacheUse;
import io.picasso.analytics.operation.tenants.Tenants;
import io.picasso.analytics.operation.warehouse.LakeStatements;
import io.picasso.analytics.port.MetricCache;
import io.picasso.analytics.port.QueryLimits;
import io.picasso.analytics.port.Warehouse;
import io.picasso.analytics.resource.Declarations;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.setting.Settings;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What reports about tenants are put together from: S3, DynamoDB and Athena. Nothing is built before it is asked for. */
public final class Reporting {
    /** Somebody waits for the answer. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(25);

    private final Processing processing;
    private final Supplier<Athena> athena;

    /** For a function, which has no other use of Athena. */
    public Reporting(Processing processing) {
        this(processing, Once.of(() -> athena(processing.settings()))::get);
    }

    Reporting(Processing processing, Supplier<Athena> athena) {
        this.processing = processing;
        this.athena = athena;
    }

    /** Athena in the environment's workgroup, its answers in the lake's bucket. */
    static Athena athena(Settings settings) {
        return new Athena(
                Connections.athena(settings),
                settings.text(SettingKey.ATHENA_WORKGROUP),
                "s3://" + settings.text(SettingKey.LAKE_BUCKET) + "/" + settings.text(SettingKey.ATHENA_OUTPUT));
    }

    /** Answers to questions about metrics. */
    public Metrics metrics() {
        return metrics(QueryLimits.DEFAULT.upTo(LONGEST_ANSWER));
    }

    /** The same with other limits of each query. */
    public Metrics metrics(QueryLimits limits) {
        Settings settings = processing.settings();
        CacheUse use = new CacheUse(settings.flag(SettingKey.METRICS_CACHE), maxAge());
        return sources().metrics(use, processing.writesTables(), limits);
    }

    /**
     * Computes metrics ahead.
     *
     * @param progress told what is being worked on, in a few words
     */
    public Aggregator aggregator(Consumer<String> progress) {
        return aggregator(QueryLimits.DEFAULT, progress);
    }

    /** The same with other limits of each query. */
    public Aggregator aggregator(QueryLimits limits, Consumer<String> progress) {
        return sources().aggregator(tenants(), limits, processing.clock(), progress);
    }

    /** What is computed ahead. */
    public AggregationStatus aggregationStatus() {
        return sources().status(tenants(), maxAge(), processing.clock());
    }

    private Duration maxAge() {
        return Duration.ofHours(processing.settings().number(SettingKey.METRICS_CACHE_HOURS));
    }

    private MetricSources sources() {
        Settings settings = processing.settings();
        return new MetricSources(
                this::cache,
                () -> processing
                        .dynamoDb()
                        .sessionRows(
                                settings.text(SettingKey.SESSION_EVENTS_TABLE),
                                settings.text(SettingKey.SESSION_SUMMARIES_TABLE),
                                processing.retention(),
                                processing.parser()),
                this::warehouse,
                () -> athena.get().catalogControl(),
                Declarations.of(settings).catalog(),
                new LakeStatements(settings.text(SettingKey.ATHENA_DATABASE), settings.text(SettingKey.ATHENA_TABLE)),
                processing.retention());
    }

    /** What was computed ahead. */
    MetricCache cache() {
        return processing
                .dynamoDb()
                .metricCache(processing.settings().text(SettingKey.AGGREGATES_TABLE), processing.clock());
    }

    private Warehouse warehouse() {
        return athena.get().warehouse(processing.settings().text(SettingKey.ATHENA_DATABASE));
    }

    /** The tenants. */
    public Tenants tenants() {
        return new Tenants(
                processing
                        .s3()
                        .tenantRegistry(processing.settings().text(SettingKey.MAPPINGS_BUCKET), processing.parser()),
                processing.clock());
    }
}
