package io.picasso.analytics.operation.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.operation.ingest.IngestEnvironment;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Both session tables, to be compared. The time in a summary's sort key is left out: it is that of whichever event the
 * writer saw first, and once fixed it stays. What must hold of it is checked instead: there is exactly one summary for
 * each anchor, at the anchor's time, and that time is the time of one of the session's events.
 */
record Tables(Map<String, Map<String, AttributeValue>> events, Map<String, Map<String, AttributeValue>> summaries) {
    static Tables of(IngestEnvironment environment) {
        Map<String, Map<String, AttributeValue>> events = environment.events();
        Map<String, Map<String, AttributeValue>> rows = environment.summaries();
        Map<String, Map<String, AttributeValue>> summaries = new TreeMap<>();
        for (Map<String, AttributeValue> row : rows.values()) {
            String key = row.get("pk").s() + " " + row.get("session_id").s();
            if (row.get("sk").s().startsWith("ANCHOR#")) {
                continue;
            }
            String fixed = anchor(rows, row);
            assertThat(row.get("sk").s())
                    .isEqualTo("SESSION#" + fixed + "#" + row.get("session_id").s());
            assertThat(events.values().stream()
                            .filter(e -> e.get("session_id").equals(row.get("session_id")))
                            .anyMatch(e -> e.get("timestamp").s().equals(fixed)))
                    .as("the anchor %s of %s is the time of an event", fixed, key)
                    .isTrue();
            Map<String, AttributeValue> attributes = new HashMap<>(row);
            attributes.remove("sk");
            assertThat(summaries.put(key, attributes))
                    .as("only one summary of %s", key)
                    .isNull();
        }
        assertThat(rows).hasSize(2 * summaries.size());
        return new Tables(events, summaries);
    }

    private static String anchor(Map<String, Map<String, AttributeValue>> rows, Map<String, AttributeValue> summary) {
        return rows.getOrDefault(
                        summary.get("pk").s() + " ANCHOR#"
                                + summary.get("session_id").s(),
                        Map.of("started_at", AttributeValue.fromS("missing")))
                .get("started_at")
                .s();
    }

    /** Fails where anything differs. */
    void assertSameAs(Tables expected) {
        assertThat(events.keySet()).isEqualTo(expected.events.keySet());
        events.forEach((key, item) -> assertThat(item).as(key).isEqualTo(expected.events.get(key)));
        assertThat(summaries.keySet()).isEqualTo(expected.summaries.keySet());
        summaries.forEach((key, item) -> assertThat(item).as(key).isEqualTo(expected.summaries.get(key)));
    }
}
