package io.picasso.analytics.sample;

import io.picasso.analytics.event.EventType;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue.JsonObject;
import java.time.Instant;

/**
 * An event of a conversation, as its producer would have put it on the wire.
 *
 * @param step the step number in the message; a question and its answer share one
 * @param at when it happened, as the message says it
 * @param form who would have written it
 * @param wire the message
 */
public record SampleEvent(int step, EventType type, Instant at, Form form, JsonObject wire) {
    /** The two wire formats. */
    public enum Form {
        /** Nested, from the widget; {@code tenant_id} holds the tenant's hash. */
        FRONTEND,
        /** Flat, from a server; with the tenant's id and hash. */
        SERVER
    }

    /** The message as text, on one line. */
    public String text() {
        return JsonText.compact(wire);
    }
}
