package io.picasso.analytics.benchmark;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.EventType;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.session.Retention;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.setting.Settings;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What we are compared with: the pattern of the plan this system was founded on. For each event one PutItem into the
 * events table and one UpdateItem with {@code ADD} on the summary, one call after the other. It writes the tables only:
 * no lake, no parsing, no anchor; and it counts an event twice that is delivered twice.
 */
final class PlansPattern {
    private final DynamoDbClient client;
    private final String events;
    private final String summaries;
    private final Retention retention = new Retention(90);

    PlansPattern(DynamoDbClient client, Settings settings) {
        this.client = client;
        this.events = settings.text(SettingKey.SESSION_EVENTS_TABLE);
        this.summaries = settings.text(SettingKey.SESSION_SUMMARIES_TABLE);
    }

    /**
     * Writes events one by one.
     *
     * @param startedAt the time in each session's summary key, by session id; what is missing is taken from its first
     *     event here
     */
    void write(List<Event> all, Map<String, Instant> startedAt) {
        for (Event event : all) {
            put(event);
            update(event, startedAt.computeIfAbsent(event.session().value(), id -> event.occurredAt()));
        }
    }

    private void put(Event event) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("pk", text("SESSION#" + event.session()));
        item.put("sk", text(String.format(Locale.ROOT, "STEP#%03d", event.step())));
        item.put("session_id", text(event.session().value()));
        item.put("tenant_hash", text(event.tenant().hash()));
        item.put("tenant_id", text(event.tenant().id()));
        item.put("step_number", number(event.step()));
        item.put("event_type", text(event.type().name()));
        item.put("timestamp", text(UtcTime.format(event.occurredAt())));
        item.put("event_payload", text(JsonText.compact(event.payload())));
        item.put("ttl", number(retention.expiryOf(event.occurredAt())));
        client.putItem(b -> b.tableName(events).item(item));
    }

    /** With the fix the plan names at its end: {@code ttl} is a reserved word. */
    private void update(Event event, Instant startedAt) {
        Map<String, String> names = Map.of("#ttl", "ttl");
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        values.put(":ended_at", text(UtcTime.format(event.occurredAt())));
        values.put(":started_at", text(UtcTime.format(startedAt)));
        values.put(":session_id", text(event.session().value()));
        values.put(":ttl", number(retention.expiryOf(event.occurredAt())));
        boolean sent = event.type().equals(EventType.MESSAGE_SENT);
        boolean received = event.type().equals(EventType.MESSAGE_RECEIVED);
        values.put(":inc", number(sent || received ? 1 : 0));
        values.put(":user_inc", number(sent ? 1 : 0));
        values.put(":bot_inc", number(received ? 1 : 0));
        StringBuilder set = new StringBuilder("SET ended_at = :ended_at, #ttl = :ttl,"
                + " started_at = if_not_exists(started_at, :started_at),"
                + " session_id = if_not_exists(session_id, :session_id)");
        outcome(event).ifPresent(outcome -> {
            values.put(":outcome", text(outcome));
            set.append(
                    outcome.equals("form_completed")
                            ? ", outcome = :outcome"
                            : ", outcome = if_not_exists(outcome, :outcome)");
        });
        if (sent) {
            values.put(
                    ":first_question",
                    text(event.payload().text("content_preview").orElse("")));
            set.append(", first_question = if_not_exists(first_question, :first_question)");
        }
        client.updateItem(b -> b.tableName(summaries)
                .key(Map.of(
                        "pk",
                        text("TENANT#" + event.tenant().hash()),
                        "sk",
                        text("SESSION#" + UtcTime.format(startedAt) + "#" + event.session())))
                .updateExpression(
                        set + " ADD message_count :inc, user_message_count :user_inc, bot_message_count :bot_inc")
                .expressionAttributeNames(names)
                .expressionAttributeValues(values));
    }

    private static Optional<String> outcome(Event event) {
        return switch (event.type().name()) {
            case "FORM_COMPLETED" -> Optional.of("form_completed");
            case "LINK_CLICKED" -> Optional.of("link_clicked");
            case "CTA_CLICKED" -> Optional.of("cta_clicked");
            default -> Optional.empty();
        };
    }

    private static AttributeValue text(String value) {
        return AttributeValue.builder().s(value).build();
    }

    private static AttributeValue number(long value) {
        return AttributeValue.builder().n(Long.toString(value)).build();
    }
}
