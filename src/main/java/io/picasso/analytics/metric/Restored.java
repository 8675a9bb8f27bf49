package io.picasso.analytics.metric;

import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.json.JsonValue.JsonObject;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was kept, written as it was before a store made it its own: numbers as counts or with fraction digits, members in
 * their order. So an answer looks the same wherever it comes from.
 */
final class Restored {
    /** The members that are rounded numbers; all other numbers are counts, and whole. */
    private static final Set<String> ROUNDED = Set.of(
            "avg_response_time_seconds",
            "after_hours_percentage",
            "percentage",
            "response_time_seconds",
            "completion_rate",
            "abandon_rate",
            "conversion_rate",
            "abandon_percentage",
            "rate",
            "overall_conversion");

    /** All members of objects that have more than one, in an order that holds for each of these objects. */
    private static final List<String> ORDER = List.of(
            "heatmap",
            "peak",
            "total_conversations",
            "total_messages",
            "avg_response_time_seconds",
            "session_id",
            "started_at",
            "topic",
            "first_question",
            "first_answer",
            "response_time_seconds",
            "message_count",
            "outcome",
            "conversations",
            "total_count",
            "timezone",
            "after_hours_percentage",
            "after_hours_by_zone",
            "day",
            "hour_block",
            "data",
            "question_text",
            "questions",
            "total_questions",
            "form_views",
            "field_id",
            "field_label",
            "form_id",
            "form_label",
            "abandon_count",
            "abandon_percentage",
            "insight",
            "recommendation",
            "bottlenecks",
            "total_abandonments",
            "views",
            "started",
            "completions",
            "total_sessions",
            "total_events",
            "widget_opens",
            "forms_started",
            "forms_completed",
            "forms_abandoned",
            "completion_rate",
            "chip_clicks",
            "cta_clicks",
            "conversion_rate",
            "abandon_rate",
            "avg_completion_time_seconds",
            "trend",
            "legend",
            "forms",
            "total_completions",
            "total_forms",
            "period",
            "sessions",
            "events",
            "type",
            "stage",
            "count",
            "unique_sessions",
            "percentage",
            "rate",
            "funnel",
            "overall_conversion",
            "value");

    private Restored() {}

    static JsonObject of(JsonObject kept) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        kept.members().entrySet().stream()
                .sorted(Comparator.comparingInt(member -> rank(member.getKey())))
                .forEach(member -> members.put(member.getKey(), value(member.getKey(), member.getValue())));
        return new JsonObject(members);
    }

    private static int rank(String name) {
        int at = ORDER.indexOf(name);
        return at < 0 ? ORDER.size() : at;
    }

    private static JsonValue value(String name, JsonValue value) {
        if (value instanceof JsonObject object) {
            return of(object);
        }
        if (value instanceof JsonArray array) {
            return new JsonArray(array.elements().stream()
                    .map(element -> value(name, element))
                    .toList());
        }
        if (!(value instanceof JsonNumber number)) {
            return value;
        }
        return number.decimal()
                .<JsonValue>map(decimal -> ROUNDED.contains(name)
                        ? Decimals.json(decimal)
                        : new JsonNumber(decimal.toBigInteger().toString()))
                .orElse(number);
    }
}
