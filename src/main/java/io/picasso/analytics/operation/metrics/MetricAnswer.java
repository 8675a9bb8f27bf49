package io.picasso.analytics.operation.metrics;

import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import io.picasso.analytics.metric.MetricRange;
import io.picasso.analytics.port.QueryCost;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An answer.
 *
 * @param body what it says about the metric
 * @param source where it comes from
 * @param at when what it says was true: the moment of the question, or for the cache when it was computed
 * @param cost what the query took; empty where none was made
 */
public record MetricAnswer(
        MetricRequest request, JsonObject body, MetricSource source, Instant at, Optional<QueryCost> cost) {
    /**
     * The answer as the API gives it: {@code tenant_id}, {@code range} (for a range between dates {@code start_date} and
     * {@code end_date} too), the body, {@code source}, {@code updated_at}, and {@code scanned_bytes} for one that was
     * queried.
     */
    public JsonObject tree() {
        MetricRange range = request.query().range();
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("tenant_id", new JsonString(request.tenant().id()));
        members.put("range", new JsonString(range.name()));
        if (range.name().equals(MetricRange.CUSTOM)) {
            members.put("start_date", new JsonString(range.first().toString()));
            members.put("end_date", new JsonString(range.last().toString()));
        }
        members.putAll(body.members());
        members.put("source", new JsonString(source.label()));
        members.put("updated_at", new JsonString(UtcTime.format(at)));
        cost.ifPresent(query -> members.put("scanned_bytes", new JsonNumber(Long.toString(query.scannedBytes()))));
        return new JsonObject(members);
    }
}
