package io.picasso.analytics.operation.metrics;

import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import io.picasso.analytics.metric.CachedMetric;
import io.picasso.analytics.metric.Facts;
import io.picasso.analytics.metric.MetricName;
import io.picasso.analytics.metric.MetricRange;
import io.picasso.analytics.operation.tenants.Tenants;
import io.picasso.analytics.port.MetricCache;
import io.picasso.analytics.port.QueryCost;
import io.picasso.analytics.port.QueryLimits;
import io.picasso.analytics.tenant.TenantMapping;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Computes every metric of every tenant ahead, for each of the cached ranges. It asks one query for each kind of facts,
 * {@link #QUERIES} in all: as many for a thousand tenants as for one. Rows are worked on tenant by tenant as they come,
 * so no more than one tenant's facts are held.
 *
 * <p>What cannot be computed or kept is reported, and its old value stays in the cache until it expires. A tenant without
 * events has entries that say so; one that queries do not see has none, and is reported.
 */
public final class Aggregator {
    /** How many queries a run asks. */
    public static final int QUERIES = Facts.Kind.values().length;

    private final Tenants tenants;
    private final LakeFacts lake;
    private final MetricCache cache;
    private final QueryLimits limits;
    private final Clock clock;
    private final Consumer<String> progress;

    /** @param progress told what is being worked on, in a few words */
    Aggregator(
            Tenants tenants,
            LakeFacts lake,
            MetricCache cache,
            QueryLimits limits,
            Clock clock,
            Consumer<String> progress) {
        this.tenants = tenants;
        this.lake = lake;
        this.cache = cache;
        this.limits = limits;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Computes all.
     *
     * @param only the only tenant to do it for; empty: all that are known
     * @throws Failure when the tenants cannot be listed, or it is not known which of them queries see; nothing was done
     */
    public AggregationReport run(Optional<Tenant> only) {
        Instant now = clock.instant();
        Map<String, Work> work = work(only);
        List<MetricRange> ranges = ranges(now);
        List<QueryCost> costs = new ArrayList<>();
        for (Facts.Kind kind : Facts.Kind.values()) {
            progress.accept(kind.name().toLowerCase(Locale.ROOT));
            query(kind, ranges, only, now, work).ifPresent(costs::add);
        }
        work.values().forEach(one -> one.end(now));
        return new AggregationReport(
                now, work.values().stream().map(Work::report).toList(), costs);
    }

    /** The widest first, as queries want them. */
    private static List<MetricRange> ranges(Instant now) {
        List<MetricRange> ranges = new ArrayList<>();
        MetricRange.CACHED.forEach(name -> ranges.add(0, MetricRange.last(name, now)));
        return ranges;
    }

    private Map<String, Work> work(Optional<Tenant> only) {
        Collection<Tenant> all = only.<Collection<Tenant>>map(List::of)
                .orElseGet(() -> tenants.list().tenants().stream()
                        .map(TenantMapping::tenant)
                        .toList());
        Set<String> visible = lake.visible();
        Map<String, Work> work = new TreeMap<>();
        for (Tenant tenant : all) {
            // Should several hashes lead to one id, the first stands for it: entries go by the id.
            work.computeIfAbsent(tenant.id(), id -> new Work(tenant, visible.contains(id)));
        }
        return work;
    }

    private Optional<QueryCost> query(
            Facts.Kind kind, List<MetricRange> ranges, Optional<Tenant> only, Instant now, Map<String, Work> work) {
        Set<String> done = new HashSet<>();
        try {
            QueryCost cost = lake.ofAll(
                    kind,
                    ranges,
                    only,
                    limits,
                    now,
                    (tenant, facts) -> Optional.ofNullable(work.get(tenant.id()))
                            .filter(one -> one.tenant.equals(tenant))
                            .ifPresent(one -> {
                                one.keep(kind, ranges, facts, now);
                                done.add(tenant.id());
                            }));
            work.values().stream()
                    .filter(one -> !done.contains(one.tenant.id()))
                    .forEach(one -> one.keep(kind, ranges, LakeFacts.none(kind, one.tenant, ranges, now), now));
            return Optional.of(cost);
        } catch (Failure failure) {
            if (failure.code() == FailureCode.INTERRUPTED) {
                throw failure;
            }
            work.values().stream()
                    .filter(one -> !done.contains(one.tenant.id()))
                    .forEach(one ->
                            one.fail(failure, ranges.size() * metrics(kind).size()));
            return Optional.empty();
        }
    }

    private static List<MetricName> metrics(Facts.Kind kind) {
        return Arrays.stream(MetricName.values())
                .filter(metric -> metric.facts() == kind)
                .toList();
    }

    /** What is done for one tenant. */
    private final class Work {
        private final Tenant tenant;
        private final boolean visible;
        private final Map<String, Failure> failures = new LinkedHashMap<>();
        private int updated;
        private int failed;

        Work(Tenant tenant, boolean visible) {
            this.tenant = tenant;
            this.visible = visible;
        }

        void keep(Facts.Kind kind, List<MetricRange> ranges, List<Facts> facts, Instant now) {
            for (MetricName metric : metrics(kind)) {
                for (int i = 0; i < ranges.size(); i++) {
                    MetricRange range = ranges.get(i);
                    JsonObject data = CachedMetric.data(metric, range, facts.get(i));
                    keep(new MetricCache.Key(tenant.id(), metric, range.name()), data, now);
                }
            }
        }

        private void keep(MetricCache.Key key, JsonObject data, Instant now) {
            if (!visible) {
                fail(LakeFacts.unseen(tenant), 1);
                return;
            }
            try {
                cache.put(key, data, now);
                updated++;
            } catch (Failure failure) {
                fail(failure, 1);
            }
        }

        void fail(Failure failure, int entries) {
            failures.putIfAbsent(failure.code() + failure.what(), failure);
            failed += entries;
        }

        /** Says in the cache when it was. */
        void end(Instant now) {
            Map<String, JsonValue> data = new LinkedHashMap<>();
            data.put("timestamp", new JsonString(UtcTime.format(now)));
            data.put("metrics_updated", new JsonNumber(Integer.toString(updated)));
            data.put("metrics_failed", new JsonNumber(Integer.toString(failed)));
            try {
                cache.putLastAggregation(tenant.id(), new JsonObject(data), now);
            } catch (Failure failure) {
                failures.putIfAbsent(failure.code() + failure.what(), failure);
            }
        }

        AggregationReport.OfTenant report() {
            return new AggregationReport.OfTenant(tenant.id(), updated, failed, List.copyOf(failures.values()));
        }
    }
}
