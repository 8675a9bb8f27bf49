package io.picasso.analytics.operation.metrics;

import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.port.MetricCache;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** A cache in memory, in which it is any time. */
final class MapMetricCache implements MetricCache {
    private final Map<String, Entry> entries;
    private final Instant now;

    MapMetricCache(Instant now) {
        this(new ConcurrentSkipListMap<>(), now);
    }

    private MapMetricCache(Map<String, Entry> entries, Instant now) {
        this.entries = entries;
        this.now = now;
    }

    /** The same entries at another time. */
    MapMetricCache at(Instant time) {
        return new MapMetricCache(entries, time);
    }

    int size() {
        return entries.size();
    }

    @Override
    public Optional<Entry> find(Key key) {
        return read(key.tenantId() + "/" + key.metric().label() + "#" + key.range());
    }

    @Override
    public void put(Key key, JsonObject data, Instant updatedAt) {
        entries.put(
                key.tenantId() + "/" + key.metric().label() + "#" + key.range(),
                new Entry(data, Optional.of(updatedAt)));
    }

    @Override
    public Optional<Entry> lastAggregation(String tenantId) {
        return read(tenantId + "/" + LAST_AGGREGATION);
    }

    @Override
    public void putLastAggregation(String tenantId, JsonObject data, Instant updatedAt) {
        entries.put(tenantId + "/" + LAST_AGGREGATION, new Entry(data, Optional.of(updatedAt)));
    }

    private Optional<Entry> read(String key) {
        return Optional.ofNullable(entries.get(key))
                .filter(entry ->
                        entry.updatedAt().orElseThrow().plus(Duration.ofDays(1)).getEpochSecond()
                                > now.getEpochSecond());
    }

    @Override
    public List<Listed> list(String tenantId) {
        return entries.keySet().stream()
                .filter(key -> key.startsWith(tenantId + "/"))
                .flatMap(key -> read(key).stream()
                        .map(entry -> new Listed(key.substring(tenantId.length() + 1), entry.updatedAt())))
                .toList();
    }
}
