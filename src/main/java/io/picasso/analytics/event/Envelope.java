package io.picasso.analytics.event;

import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonBoolean;
import io.picasso.analytics.json.JsonValue.JsonNull;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import java.util.List;

/** A message's body: one event, or the batch envelope around many. */
public final class Envelope {
    private Envelope() {}

    /** The events in a body, in their order; none for an empty batch. */
    public static Reading<List<JsonValue>> open(JsonValue body) {
        if (!(body instanceof JsonObject object)) {
            return new Reading.Rejected<>(RejectionReason.NOT_AN_OBJECT, "found " + kind(body));
        }
        if (object.get("batch").filter(Envelope::isTruthy).isEmpty()) {
            return new Reading.Accepted<>(List.of(object));
        }
        JsonValue events = object.get("events").orElse(new JsonArray(List.of()));
        return events instanceof JsonArray array
                ? new Reading.Accepted<>(array.elements())
                : new Reading.Rejected<>(RejectionReason.INVALID_BATCH, "'events' is " + kind(events));
    }

    /** Whether a producer written in a language with truth values for everything would take it as true. */
    static boolean isTruthy(JsonValue value) {
        if (value instanceof JsonBoolean bool) {
            return bool.value();
        }
        if (value instanceof JsonString string) {
            return !string.value().isEmpty();
        }
        if (value instanceof JsonNumber number) {
            return number.decimal().map(n -> n.signum() != 0).orElse(true);
        }
        if (value instanceof JsonArray array) {
            return !array.elements().isEmpty();
        }
        return value instanceof JsonObject object && !object.isEmpty();
    }

    /** The kind of a value, for a message to a person. */
    static String kind(JsonValue value) {
        if (value instanceof JsonObject) {
            return "an object";
        }
        if (value instanceof JsonArray) {
            return "an array";
        }
        if (value instanceof JsonString) {
            return "a string";
        }
        if (value instanceof JsonNumber) {
            return "a number";
        }
        return value instanceof JsonNull ? "null" : "a boolean";
    }
}
