package io.picasso.analytics.operation.metrics;

import io.picasso.analytics.metric.MetricName;
import io.picasso.analytics.metric.MetricRange;
import io.picasso.analytics.port.MetricCache;
import io.picasso.analytics.port.MetricCache.Listed;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is computed ahead.
 *
 * @param maxAge the age up to which an entry is fresh
 * @param tenants one for each tenant, in the order of their ids
 */
public record AggregationStatus(Duration maxAge, List<OfTenant> tenants) {
    /**
     * What there is of a tenant.
     *
     * @param last when its metrics were computed last; empty when not within a day
     * @param fresh entries that answer questions
     * @param stale entries that are too old, or do not say from when they are
     * @param missing entries that are not there
     */
    public record OfTenant(String tenantId, Optional<Instant> last, int fresh, int stale, int missing) {
        /** Whether every entry is there and fresh. */
        public boolean isFresh() {
            return stale == 0 && missing == 0;
        }
    }

    public AggregationStatus {
        tenants = List.copyOf(tenants);
    }

    /** Looks what is in the cache at a moment. */
    static AggregationStatus of(MetricCache cache, List<String> tenantIds, Duration maxAge, Instant now) {
        return new AggregationStatus(
                maxAge,
                tenantIds.stream()
                        .map(tenant -> ofTenant(tenant, cache.list(tenant), maxAge, now))
                        .toList());
    }

    private static OfTenant ofTenant(String tenantId, List<Listed> listed, Duration maxAge, Instant now) {
        Map<String, Listed> byName = listed.stream().collect(Collectors.toMap(Listed::name, Function.identity()));
        int fresh = 0;
        int stale = 0;
        int missing = 0;
        List<String> names = Arrays.stream(MetricName.values())
                .flatMap(metric -> MetricRange.CACHED.stream().map(range -> metric.label() + "#" + range))
                .toList();
        for (String name : names) {
            Optional<Listed> entry = Optional.ofNullable(byName.get(name));
            if (entry.isEmpty()) {
                missing++;
            } else if (entry.flatMap(Listed::updatedAt)
                    .filter(at -> Duration.between(at, now).compareTo(maxAge) <= 0)
                    .isPresent()) {
                fresh++;
            } else {
                stale++;
            }
        }
        return new OfTenant(
                tenantId,
                Optional.ofNullable(byName.get(MetricCache.LAST_AGGREGATION)).flatMap(Listed::updatedAt),
                fresh,
                stale,
                missing);
    }
}
