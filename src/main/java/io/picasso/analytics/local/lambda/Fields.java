package io.picasso.analytics.local.lambda;

import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonBoolean;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** The members of a JSON object: put one by one, or read where they are there and of the right kind. */
final class Fields {
    private final Map<String, JsonValue> members = new LinkedHashMap<>();

    Fields put(String name, String text) {
        return put(name, new JsonString(text));
    }

    Fields put(String name, long number) {
        return put(name, new JsonNumber(Long.toString(number)));
    }

    Fields put(String name, boolean flag) {
        return put(name, new JsonBoolean(flag));
    }

    Fields put(String name, JsonValue value) {
        members.put(name, value);
        return this;
    }

    /** The text where there is one; no member otherwise. */
    Fields put(String name, Optional<String> text) {
        text.ifPresent(present -> put(name, present));
        return this;
    }

    Fields put(String name, Map<String, String> texts) {
        Map<String, JsonValue> values = new LinkedHashMap<>();
        texts.forEach((key, text) -> values.put(key, new JsonString(text)));
        return put(name, new JsonObject(values));
    }

    Fields put(String name, List<? extends JsonValue> elements) {
        return put(name, new JsonArray(List.copyOf(elements)));
    }

    JsonObject object() {
        return new JsonObject(members);
    }

    static List<JsonString> strings(List<String> texts) {
        return texts.stream().map(JsonString::new).toList();
    }

    /** Whether a value is null or has nothing in it. */
    static boolean isNothing(JsonValue value) {
        return value instanceof JsonValue.JsonNull
                || value instanceof JsonArray array && array.elements().isEmpty()
                || value instanceof JsonObject object && object.isEmpty();
    }

    /** A whole number; empty when it is absent or none. */
    static OptionalInt number(JsonObject object, String name) {
        return object.get(name).orElse(null) instanceof JsonNumber number
                        && number.text().matches("-?\\d{1,9}")
                ? OptionalInt.of(Integer.parseInt(number.text()))
                : OptionalInt.empty();
    }

    /** A flag; empty when it is absent or none. */
    static Optional<Boolean> flag(JsonObject object, String name) {
        return object.get(name).orElse(null) instanceof JsonBoolean flag ? Optional.of(flag.value()) : Optional.empty();
    }

    /** An object; one without members when it is absent. */
    static JsonObject object(JsonObject object, String name) {
        return object.get(name).orElse(null) instanceof JsonObject member ? member : JsonObject.EMPTY;
    }

    /** The elements of an array; none when it is absent. */
    static List<JsonValue> elements(JsonObject object, String name) {
        return object.get(name).orElse(null) instanceof JsonArray array ? array.elements() : List.of();
    }

    /** The objects of an array; none when it is absent. */
    static List<JsonObject> objects(JsonObject object, String name) {
        return elements(object, name).stream()
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .toList();
    }

    /** The text members of an object, by name. */
    static SortedMap<String, String> texts(JsonObject object) {
        SortedMap<String, String> texts = new TreeMap<>();
        object.members().forEach((name, value) -> {
            if (value instanceof JsonString text) {
                texts.put(name, text.value());
            }
        });
        return texts;
    }
}
