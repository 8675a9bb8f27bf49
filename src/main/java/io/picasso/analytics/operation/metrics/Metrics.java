package io.picasso.analytics.operation.metrics;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.metric.CachedMetric;
import io.picasso.analytics.metric.Facts;
import io.picasso.analytics.metric.MetricBody;
import io.picasso.analytics.metric.MetricQuery;
import io.picasso.analytics.port.MetricCache;
import io.picasso.analytics.port.QueryLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Answers questions about metrics. Where no source is named: the cache, if what it holds is fresh and says enough; for
 * what is about conversations the session tables, where this environment writes them and they are there; else the lake.
 *
 * <p>What fails is a {@link Failure} and never an answer of zeros, with one exception: a cache that cannot be read is
 * passed over where another source may answer. Safe for many threads.
 */
public final class Metrics {
    /** How far a clock may be ahead of ours, for an entry of the cache to be from now. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    /**
     * How the cache is used.
     *
     * @param on whether it is
     * @param maxAge the age up to which an entry is fresh
     */
    public record CacheUse(boolean on, Duration maxAge) {}

    private final Supplier<MetricCache> cache;
    private final CacheUse use;
    private final Supplier<TableFacts> tables;
    private final boolean tablesAreWritten;
    private final Supplier<LakeFacts> lake;
    private final QueryLimits limits;

    Metrics(
            Supplier<MetricCache> cache,
            CacheUse use,
            Supplier<TableFacts> tables,
            boolean tablesAreWritten,
            Supplier<LakeFacts> lake,
            QueryLimits limits) {
        this.cache = cache;
        this.use = use;
        this.tables = tables;
        this.tablesAreWritten = tablesAreWritten;
        this.lake = lake;
        this.limits = limits;
    }

    /**
     * The answer.
     *
     * @throws Failure NOT_FOUND when only the cache was to answer and does not hold it; RESOURCE_MISSING, QUERY_FAILED,
     *     SERVICE_UNAVAILABLE, THROTTLED or DENIED when a source cannot be asked
     */
    public MetricAnswer answer(MetricRequest request) {
        return answer(request, () -> {});
    }

    /**
     * The same.
     *
     * @param further run before anything but the cache is asked; what it throws ends the question
     */
    public MetricAnswer answer(MetricRequest request, Runnable further) {
        if (request.source().isPresent()) {
            if (request.source().get() != MetricSource.CACHE) {
                further.run();
            }
            return switch (request.source().get()) {
                case CACHE -> cached(request).orElseThrow(() -> notCached(request));
                case DYNAMODB -> fromTables(request);
                case ATHENA -> fromLake(request);
            };
        }
        return quickest(request, further);
    }

    private MetricAnswer quickest(MetricRequest request, Runnable further) {
        Optional<MetricAnswer> cached = use.on() ? cachedIfReadable(request) : Optional.empty();
        if (cached.isPresent()) {
            return cached.get();
        }
        further.run();
        if (tablesAreWritten && request.query().metric().facts().ofSessions()) {
            try {
                return fromTables(request);
            } catch (Failure failure) {
                // After a rollback the tables are gone, and the lake is still there.
                if (failure.code() != FailureCode.RESOURCE_MISSING) {
                    throw failure;
                }
            }
        }
        return fromLake(request);
    }

    private Optional<MetricAnswer> cachedIfReadable(MetricRequest request) {
        try {
            return cached(request);
        } catch (Failure unreadable) {
            return Optional.empty();
        }
    }

    private Optional<MetricAnswer> cached(MetricRequest request) {
        MetricQuery query = request.query();
        if (!CachedMetric.covers(query)) {
            return Optional.empty();
        }
        return cache.get()
                .find(new MetricCache.Key(
                        request.tenant().id(), query.metric(), query.range().name()))
                .filter(entry -> isFresh(entry, request.now()))
                .flatMap(entry -> CachedMetric.body(query, entry.data())
                        .map(body -> new MetricAnswer(
                                request,
                                body,
                                MetricSource.CACHE,
                                entry.updatedAt().orElseThrow(),
                                Optional.empty())));
    }

    private boolean isFresh(MetricCache.Entry entry, Instant now) {
        return entry.updatedAt()
                .map(at -> Duration.between(at, now))
                .filter(age -> age.compareTo(use.maxAge()) <= 0 && age.compareTo(SKEW.negated()) >= 0)
                .isPresent();
    }

    private MetricAnswer fromTables(MetricRequest request) {
        Facts facts = tables.get().of(request.tenant(), request.query(), request.now());
        return new MetricAnswer(
                request, MetricBody.of(request.query(), facts), MetricSource.DYNAMODB, request.now(), Optional.empty());
    }

    private MetricAnswer fromLake(MetricRequest request) {
        LakeFacts.Found found = lake.get().of(request.tenant(), request.query(), limits, request.now());
        JsonObject body = MetricBody.of(request.query(), found.facts());
        return new MetricAnswer(request, body, MetricSource.ATHENA, request.now(), Optional.of(found.cost()));
    }

    private static Failure notCached(MetricRequest request) {
        return Failure.of(
                        FailureCode.NOT_FOUND,
                        "The cache does not hold " + request.query().metric().path() + " of this range")
                .why("it was not computed ahead, is too old, or is not all that was asked for")
                .next("Run 'picasso-analytics aggregate run', or ask another source.");
    }
}
