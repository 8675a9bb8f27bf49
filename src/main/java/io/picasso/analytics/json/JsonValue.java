package io.picasso.analytics.json;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON value. Numbers keep the text they came with, so that nothing is lost by reading and writing them. */
public sealed interface JsonValue {
    /** An object; members keep the order they came in. */
    record JsonObject(Map<String, JsonValue> members) implements JsonValue {
        public static final JsonObject EMPTY = new JsonObject(Map.of());

        /** The member's value; empty when there is none. An explicit null is present, as {@link JsonNull}. */
        public Optional<JsonValue> get(String name) {
            return Optional.ofNullable(members.get(name));
        }

        /** The member's text; empty when it is absent or not a string. */
        public Optional<String> text(String name) {
            return members.get(name) instanceof JsonString s ? Optional.of(s.value()) : Optional.empty();
        }

        public boolean isEmpty() {
            return members.isEmpty();
        }
    }

    /** An array. */
    record JsonArray(List<JsonValue> elements) implements JsonValue {}

    /** A string. */
    record JsonString(String value) implements JsonValue {}

    /**
     * A number.
     *
     * @param text a valid JSON number, as it was written
     */
    record JsonNumber(String text) implements JsonValue {}

    /** True or false. */
    record JsonBoolean(boolean value) implements JsonValue {}

    /** The literal null. */
    record JsonNull() implements JsonValue {
        public static final JsonNull NULL = new JsonNull();
    }
}
