package io.picasso.analytics.event;

import io.picasso.analytics.event.Fields.Broken;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonNull;
import io.picasso.analytics.json.JsonValue.JsonObject;
import java.util.Optional;

/**
 * The two forms a producer writes an event in: nested, as the widget sends it, and flat, as servers send it. A truthy
 * {@code event_type} at the top makes it flat.
 */
public final class WireFormat {
    private WireFormat() {}

    /** Reads one event of either form. */
    public static Reading<Draft> read(JsonValue value) {
        if (!(value instanceof JsonObject event)) {
            return new Reading.Rejected<>(RejectionReason.NOT_AN_OBJECT, "found " + Envelope.kind(value));
        }
        try {
            boolean flat = event.get("event_type").filter(Envelope::isTruthy).isPresent();
            return new Reading.Accepted<>(flat ? flat(event) : nested(event));
        } catch (Broken broken) {
            return new Reading.Rejected<>(broken.reason, String.valueOf(broken.getMessage()));
        }
    }

    private static Draft flat(JsonObject event) throws Broken {
        Optional<JsonValue> time = event.get("client_timestamp").filter(Envelope::isTruthy);
        return draft(
                event,
                Fields.type(event.get("event_type")),
                Fields.payload(event, "event_payload"),
                time.isPresent() ? time : event.get("timestamp"));
    }

    private static Draft nested(JsonObject event) throws Broken {
        JsonValue inner = event.get("event").orElse(JsonObject.EMPTY);
        if (!(inner instanceof JsonObject what)) {
            throw new Broken(
                    RejectionReason.INVALID_EVENT,
                    "'event' is " + (inner instanceof JsonNull ? "null" : Envelope.kind(inner)));
        }
        return draft(event, Fields.type(what.get("type")), Fields.payload(what, "payload"), event.get("timestamp"));
    }

    private static Draft draft(JsonObject event, EventType type, JsonObject payload, Optional<JsonValue> time)
            throws Broken {
        return new Draft(
                Fields.tenant(event),
                Fields.session(event),
                Fields.step(event),
                type,
                payload,
                Fields.timestamp(time),
                Fields.producer(event),
                Optional.empty());
    }
}
