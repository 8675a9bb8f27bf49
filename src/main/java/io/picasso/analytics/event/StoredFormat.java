package io.picasso.analytics.event;

import io.picasso.analytics.event.Draft.Stored;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonBoolean;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The form in which an event lies in the lake: flat, with its fingerprint and the time it reached us. Only what we
 * wrote ourselves is read in this form: a producer could claim any fingerprint.
 */
public final class StoredFormat {
    private StoredFormat() {}

    /** Whether a value has the marks of a stored event. */
    public static boolean isStored(JsonValue value) {
        return value instanceof JsonObject event
                && event.text("event_type").isPresent()
                && event.text("tenant_hash").isPresent()
                && event.text("tenant_id").isPresent()
                && (event.text("fingerprint").isPresent()
                        || event.text("server_timestamp").isPresent());
    }

    /** Reads a stored event; lines of the system before this one, without a fingerprint, are read too. */
    public static Reading<Draft> read(JsonValue value) {
        Reading<Draft> wire = WireFormat.read(value);
        if (!(wire instanceof Reading.Accepted<Draft> accepted) || !(value instanceof JsonObject event)) {
            return wire;
        }
        Draft draft = accepted.value();
        Fingerprint fingerprint =
                event.text("fingerprint").flatMap(Fingerprint::parse).orElse(null);
        Instant received =
                event.text("server_timestamp").flatMap(UtcTime::parse).orElse(null);
        return new Reading.Accepted<>(new Draft(
                draft.tenant(),
                draft.session(),
                draft.step(),
                draft.type(),
                draft.payload(),
                draft.clientTimestamp(),
                ownProducer(draft.producer(), fingerprint),
                Optional.of(new Stored(fingerprint, received))));
    }

    /** Writes an event as one object of the lake. Members that have no value are left out. */
    public static JsonObject write(Event event, String environment) {
        Map<String, JsonValue> line = new LinkedHashMap<>();
        text(line, "event_id", event.eventId());
        text(line, "fingerprint", event.fingerprint().value());
        text(line, "schema_version", event.producer().schemaVersion());
        text(line, "session_id", event.session().value());
        text(line, "tenant_id", event.tenant().id());
        text(line, "tenant_hash", event.tenant().hash());
        line.put("step_number", new JsonValue.JsonNumber(Integer.toString(event.step())));
        text(line, "event_type", event.type().name());
        line.put("event_payload", event.payload());
        text(line, "client_timestamp", event.time().client());
        Instant received = event.time().received();
        text(line, "server_timestamp", received == null ? null : UtcTime.format(received));
        text(line, "occurred_at", UtcTime.format(event.occurredAt()));
        if (event.time().skewed()) {
            line.put("clock_skewed", new JsonBoolean(true));
        }
        text(line, "environment", environment);
        text(line, "ga_client_id", event.producer().gaClientId());
        JsonObject attribution = event.producer().attribution();
        if (attribution != null) {
            line.put("attribution", attribution);
        }
        return new JsonObject(line);
    }

    /** The system before this one, which knew no fingerprints, made up an id at each delivery. */
    private static Producer ownProducer(Producer producer, @Nullable Fingerprint fingerprint) {
        return fingerprint != null
                ? producer
                : new Producer(producer.schemaVersion(), null, producer.gaClientId(), producer.attribution());
    }

    private static void text(Map<String, JsonValue> line, String name, @Nullable String value) {
        if (value != null) {
            line.put(name, new JsonString(value));
        }
    }
}
