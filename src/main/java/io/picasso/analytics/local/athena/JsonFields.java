package io.picasso.analytics.local.athena;

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

/** The members of a JSON object: put one by one, or read with what is wrong said in Athena's way. */
final class JsonFields {
    private final Map<String, JsonValue> members = new LinkedHashMap<>();

    JsonFields put(String name, String text) {
        members.put(name, new JsonString(text));
        return this;
    }

    JsonFields put(String name, long number) {
        members.put(name, new JsonNumber(Long.toString(number)));
        return this;
    }

    JsonFields put(String name, boolean flag) {
        members.put(name, new JsonBoolean(flag));
        return this;
    }

    JsonFields put(String name, JsonFields object) {
        members.put(name, object.object());
        return this;
    }

    JsonFields put(String name, List<JsonFields> objects) {
        members.put(
                name,
                new JsonArray(objects.stream()
                        .map(JsonFields::object)
                        .map(JsonValue.class::cast)
                        .toList()));
        return this;
    }

    JsonFields put(String name, Map<String, String> texts) {
        JsonFields object = new JsonFields();
        texts.forEach(object::put);
        return put(name, object);
    }

    JsonObject object() {
        return new JsonObject(members);
    }

    /** A text that has to be there. */
    static String text(JsonObject object, String name) {
        return object.text(name)
                .orElseThrow(() -> AthenaRefusal.invalid("1 validation error detected: '" + name + "' must be given"));
    }

    /** An object; empty when it is absent. */
    static JsonObject object(JsonObject object, String name) {
        return object.get(name).orElse(JsonObject.EMPTY) instanceof JsonObject member ? member : JsonObject.EMPTY;
    }

    /** The texts of an array; none when it is absent. */
    static List<String> texts(JsonObject object, String name) {
        return elements(object, name).stream()
                .filter(JsonString.class::isInstance)
                .map(value -> ((JsonString) value).value())
                .toList();
    }

    /** The elements of an array; none when it is absent. */
    static List<JsonValue> elements(JsonObject object, String name) {
        return object.get(name).orElse(null) instanceof JsonArray array ? array.elements() : List.of();
    }

    /** A whole number; empty when it is absent or no number. */
    static Optional<Integer> number(JsonObject object, String name) {
        return object.get(name).orElse(null) instanceof JsonNumber number
                ? number.decimal().map(java.math.BigDecimal::intValue)
                : Optional.empty();
    }

    /** Whether a flag is there and true. */
    static boolean flag(JsonObject object, String name) {
        return object.get(name).orElse(null) instanceof JsonBoolean flag && flag.value();
    }

    /** The text members of an object, in order. */
    static Map<String, String> textMembers(JsonObject object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.members().forEach((name, value) -> {
            if (value instanceof JsonString text) {
                texts.put(name, text.value());
            }
        });
        return texts;
    }
}
