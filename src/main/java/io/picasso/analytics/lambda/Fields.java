package io.picasso.analytics.lambda;

import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A JSON object in the making; members keep their order. */
final class Fields {
    private final Map<String, JsonValue> members = new LinkedHashMap<>();

    Fields put(String name, String text) {
        return put(name, new JsonString(text));
    }

    /** A text where there is one; no member otherwise. */
    Fields put(String name, Optional<String> text) {
        text.ifPresent(present -> put(name, present));
        return this;
    }

    Fields put(String name, long number) {
        return put(name, new JsonNumber(Long.toString(number)));
    }

    Fields put(String name, Collection<? extends JsonValue> elements) {
        return put(name, new JsonArray(elements.stream().<JsonValue>map(e -> e).toList()));
    }

    Fields put(String name, JsonValue value) {
        members.put(name, value);
        return this;
    }

    Fields putAll(JsonObject others) {
        members.putAll(others.members());
        return this;
    }

    static Collection<JsonValue> texts(Collection<String> texts) {
        return texts.stream().<JsonValue>map(JsonString::new).toList();
    }

    JsonObject object() {
        return new JsonObject(members);
    }
}
