package io.picasso.analytics.adapter.aws.dynamodb;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The condition that a row is still what was read: each of its attributes has the value it had, or is absent as it was.
 * The expiry is left out: it follows the retention of whoever wrote last, and says nothing about the content.
 */
record RowCondition(String expression, Map<String, String> names, Map<String, AttributeValue> values) {
    /** Everything of an event. */
    static final List<String> OF_EVENT = List.of(
            "tenant_hash",
            "tenant_id",
            "session_id",
            "step_number",
            "event_type",
            "timestamp",
            "client_timestamp",
            "clock_skewed",
            "event_id",
            "ga_client_id",
            "event_payload");

    /** Everything of a summary. */
    static final List<String> OF_SUMMARY = List.of(
            "session_id",
            "tenant_id",
            "started_at",
            "ended_at",
            "event_count",
            "message_count",
            "user_message_count",
            "bot_message_count",
            "total_response_time_ms",
            "response_count",
            "first_question",
            "outcome",
            "form_started",
            "form_id");

    /** What an anchor fixes. */
    static final List<String> OF_ANCHOR = List.of("started_at");

    /** Names go through placeholders, because {@code timestamp} is a reserved word. */
    static RowCondition unchanged(List<String> attributes, Map<String, AttributeValue> row) {
        return unchanged(attributes, row, "");
    }

    /**
     * The same beside other values.
     *
     * @param suffix follows the name in each placeholder of a value
     */
    static RowCondition unchanged(List<String> attributes, Map<String, AttributeValue> row, String suffix) {
        Map<String, String> names = new HashMap<>();
        Map<String, AttributeValue> values = new HashMap<>();
        String expression = attributes.stream()
                .map(name -> {
                    names.put("#" + name, name);
                    AttributeValue was = row.get(name);
                    if (was == null) {
                        return "attribute_not_exists(#" + name + ")";
                    }
                    values.put(":" + name + suffix, was);
                    return "#" + name + " = :" + name + suffix;
                })
                // A row that is gone has none of the attributes: where all were absent, nothing else would tell.
                .collect(Collectors.joining(" AND ", "attribute_exists(pk) AND ", ""));
        return new RowCondition(expression, names, values);
    }
}
