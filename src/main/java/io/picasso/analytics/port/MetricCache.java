package io.picasso.analytics.port;

import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.metric.MetricName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Metrics that were computed ahead. An entry is replaced whole or stays as it is; what is past its expiry is not there.
 * Reads see the last write.
 *
 * <p>Every method throws {@link io.picasso.analytics.failure.Failure} when the table cannot be reached, throttles for
 * longer than is worth waiting, or is not there.
 */
public interface MetricCache {
    /**
     * What an entry is about.
     *
     * @param range one of {@link io.picasso.analytics.metric.MetricRange#CACHED}
     */
    record Key(String tenantId, MetricName metric, String range) {}

    /**
     * What is kept.
     *
     * @param updatedAt when it was computed; empty where the entry does not say, or nobody can read it
     */
    record Entry(JsonObject data, Optional<Instant> updatedAt) {}

    /**
     * An entry in a listing.
     *
     * @param name metric and range, such as {@code forms_summary#7d}
     */
    record Listed(String name, Optional<Instant> updatedAt) {}

    /** The name under which the last aggregation of a tenant is kept. */
    String LAST_AGGREGATION = "last_aggregation";

    /** The entry; empty when there is none. */
    Optional<Entry> find(Key key);

    /** Keeps an entry for a day. */
    void put(Key key, JsonObject data, Instant updatedAt);

    /** What was kept about the tenant's last aggregation; empty when there was none within a day. */
    Optional<Entry> lastAggregation(String tenantId);

    /** Keeps what is to be known about the tenant's last aggregation, for a day. */
    void putLastAggregation(String tenantId, JsonObject data, Instant updatedAt);

    /** The tenant's entries in the order of their names, that of the last aggregation among them. */
    List<Listed> list(String tenantId);
}
