package io.picasso.analytics.adapter.aws.dynamodb;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.EventTime;
import io.picasso.analytics.event.EventType;
import io.picasso.analytics.event.Fingerprint;
import io.picasso.analytics.event.Producer;
import io.picasso.analytics.event.Reading;
import io.picasso.analytics.event.Redaction;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.key.EventKey;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.port.SessionStore.StoredEvent;
import io.picasso.analytics.session.Retention;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An event as an item of the events table, and back. Attributes without a value are left out. */
final class EventItem {
    static final String SKEWED = "clock_skewed";
    static final String TIMESTAMP = "timestamp";
    private static final String TTL = "ttl";

    private final JsonParser parser;
    private final Retention retention;

    EventItem(JsonParser parser, Retention retention) {
        this.parser = parser;
        this.retention = retention;
    }

    Map<String, AttributeValue> write(Event event) {
        EventKey key = EventKey.of(event);
        String timestamp = UtcTime.format(event.occurredAt());
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("pk", Attributes.text(key.partition()));
        item.put("sk", Attributes.text(key.sort()));
        item.put("session_id", Attributes.text(event.session().value()));
        item.put("tenant_hash", Attributes.text(event.tenant().hash()));
        item.put("tenant_id", Attributes.text(event.tenant().id()));
        item.put("step_number", Attributes.number(event.step()));
        item.put("event_type", Attributes.text(event.type().name()));
        item.put(TIMESTAMP, Attributes.text(timestamp));
        item.put(TTL, Attributes.number(retention.expiryOf(event.occurredAt())));
        if (!event.payload().isEmpty()) {
            item.put("event_payload", Attributes.text(JsonText.compact(event.payload())));
        }
        if (event.time().skewed()) {
            item.put(SKEWED, Attributes.flag(true));
        }
        String client = event.time().client();
        if (client != null && !client.equals(timestamp)) {
            item.put("client_timestamp", Attributes.text(client));
        }
        putText(item, "event_id", event.producer().eventId());
        putText(item, "ga_client_id", event.producer().gaClientId());
        return item;
    }

    /** Reads an item; empty when it is not an event's, such as a probe of somebody's. */
    Optional<StoredEvent> read(Map<String, AttributeValue> item) {
        Optional<EventKey> key = EventKey.parse(Attributes.text(item, "pk"), Attributes.text(item, "sk"));
        String hash = Attributes.text(item, "tenant_hash");
        Optional<Instant> occurredAt = UtcTime.parse(Attributes.text(item, TIMESTAMP));
        if (key.isEmpty() || occurredAt.isEmpty() || !Tenant.isHash(hash)) {
            return Optional.empty();
        }
        SessionId session = key.get().session();
        int step = key.get().step().step();
        EventType type = new EventType(
                Attributes.find(item, "event_type").filter(t -> !t.isEmpty()).orElse(EventType.UNKNOWN.name()));
        boolean skewed = Attributes.flag(item, SKEWED);
        String client = Attributes.find(item, "client_timestamp")
                .orElseGet(() -> skewed ? "" : Attributes.text(item, TIMESTAMP));
        JsonObject payload = payload(item);
        Optional<Fingerprint> carried = key.get().step().fingerprint();
        // A row of the system before this one has no fingerprint and was not redacted: taken as our own processor
        // would have stored it, it is the same event as the row written from the lake.
        JsonObject stored = carried.isPresent() ? payload : Redaction.REDACT.apply(type, payload);
        Event event = new Event(
                // The system before this one could leave the id empty.
                new Tenant(
                        Attributes.find(item, "tenant_id").filter(Tenant::isId).orElse(hash), hash),
                session,
                step,
                type,
                stored,
                new EventTime(client.isEmpty() ? null : client, null, occurredAt.get(), skewed),
                carried.orElseGet(() -> Fingerprint.of(hash, session, step, type, client, stored, null)),
                new Producer(
                        Producer.DEFAULT_SCHEMA_VERSION,
                        Attributes.find(item, "event_id").orElse(null),
                        Attributes.find(item, "ga_client_id").orElse(null),
                        null));
        return Optional.of(
                new StoredEvent(event, Attributes.wholeNumber(item, TTL).orElse(Long.MAX_VALUE), carried.isEmpty()));
    }

    /** Whether an item is what {@link #write} makes of its event, at this retention or another one. */
    boolean isAsWritten(Event event, Map<String, AttributeValue> item) {
        Map<String, AttributeValue> written = write(event);
        Attributes.wholeNumber(item, TTL)
                .filter(ttl -> Retention.isExpiry(ttl, event.occurredAt()))
                .ifPresent(ttl -> written.put(TTL, item.get(TTL)));
        return written.equals(item);
    }

    private JsonObject payload(Map<String, AttributeValue> item) {
        String text = Attributes.text(item, "event_payload");
        return parser.parse(text.getBytes(StandardCharsets.UTF_8)) instanceof Reading.Accepted<JsonValue> accepted
                        && accepted.value() instanceof JsonObject payload
                ? payload
                : JsonObject.EMPTY;
    }

    private static void putText(
            Map<String, AttributeValue> item, String name, @org.jspecify.annotations.Nullable String value) {
        if (value != null) {
            item.put(name, Attributes.text(value));
        }
    }
}
