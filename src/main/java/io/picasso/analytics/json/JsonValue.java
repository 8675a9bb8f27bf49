package io.picasso.analytics.json;

import java.math.BigDecimal;
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
    record JsonNumber(String text) implements JsonValue {
        /** Far beyond any measured quantity, and near enough that arithmetic stays cheap. */
        private static final int MAX_EXPONENT = 1_000;

        /** The exact value; empty when its exponent is so large that no quantity can be meant. */
        public Optional<BigDecimal> decimal() {
            try {
                BigDecimal value = new BigDecimal(text);
                return Math.abs((long) value.scale()) <= MAX_EXPONENT ? Optional.of(value) : Optional.empty();
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
    }

    /** True or false. */
    record JsonBoolean(boolean value) implements JsonValue {}

    /** The literal null. */
    record JsonNull() implements JsonValue {
        public static final JsonNull NULL = new JsonNull();
    }
}
