package io.picasso.analytics.operation.ingest;

import io.picasso.analytics.oracle.PlainOracle.Row;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items as they stand in the tables. */
final class Items {
    private Items() {}

    static AttributeValue text(String value) {
        return AttributeValue.builder().s(value).build();
    }

    static AttributeValue number(long value) {
        return AttributeValue.builder().n(Long.toString(value)).build();
    }

    static AttributeValue flag(boolean value) {
        return AttributeValue.builder().bool(value).build();
    }

    /** The summary's attributes beside its key. */
    static Map<String, AttributeValue> summary(Row row, boolean formStarted) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("session_id", text(row.sessionId()));
        item.put("tenant_id", text(row.tenantId()));
        item.put("started_at", text(row.startedAt()));
        item.put("ended_at", text(row.endedAt()));
        item.put("event_count", number(row.eventCount()));
        item.put("message_count", number(row.messageCount()));
        item.put("user_message_count", number(row.userMessageCount()));
        item.put("bot_message_count", number(row.botMessageCount()));
        item.put("total_response_time_ms", number(row.totalResponseTimeMs()));
        item.put("response_count", number(row.responseCount()));
        item.put("ttl", number(row.ttl()));
        row.firstQuestion().ifPresent(value -> item.put("first_question", text(value)));
        row.outcome().ifPresent(value -> item.put("outcome", text(value)));
        row.formId().ifPresent(value -> item.put("form_id", text(value)));
        if (formStarted) {
            item.put("form_started", flag(true));
        }
        return item;
    }

    /** The attributes in which two items differ. */
    static String difference(Map<String, AttributeValue> expected, Map<String, AttributeValue> actual) {
        TreeSet<String> names = new TreeSet<>(expected.keySet());
        names.addAll(actual.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(expected.get(name), actual.get(name)))
                .map(name -> name + " is " + actual.get(name) + ", not " + expected.get(name))
                .collect(Collectors.joining("; "));
    }
}
