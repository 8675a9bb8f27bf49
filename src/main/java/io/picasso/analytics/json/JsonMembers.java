package io.picasso.analytics.json;

import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonBoolean;
import io.picasso.analytics.json.JsonValue.JsonNull;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A JSON object in the making; members keep the order in which they are put. */
public final class JsonMembers {
    private final Map<String, JsonValue> members = new LinkedHashMap<>();

    public JsonMembers put(String name, JsonValue value) {
        members.put(name, value);
        return this;
    }

    public JsonMembers put(String name, String text) {
        return put(name, new JsonString(text));
    }

    /** A text; null where there is none. */
    public JsonMembers put(String name, Optional<String> text) {
        return put(name, text.<JsonValue>map(JsonString::new).orElse(JsonNull.NULL));
    }

    /** A text where there is one; no member otherwise. */
    public JsonMembers putIfPresent(String name, Optional<String> text) {
        text.ifPresent(present -> put(name, present));
        return this;
    }

    public JsonMembers put(String name, long number) {
        return put(name, new JsonNumber(Long.toString(number)));
    }

    /** A number as it is written in full. */
    public JsonMembers put(String name, BigDecimal number) {
        return put(name, new JsonNumber(number.toPlainString()));
    }

    public JsonMembers put(String name, boolean value) {
        return put(name, new JsonBoolean(value));
    }

    public JsonMembers put(String name, JsonMembers object) {
        return put(name, object.object());
    }

    public JsonMembers put(String name, Collection<? extends JsonValue> elements) {
        return put(name, new JsonArray(elements.stream().<JsonValue>map(e -> e).toList()));
    }

    /** An array of texts. */
    public JsonMembers texts(String name, Collection<String> texts) {
        return put(name, texts.stream().map(JsonString::new).toList());
    }

    public JsonMembers putAll(JsonObject others) {
        members.putAll(others.members());
        return this;
    }

    /** The object as it is now. */
    public JsonObject object() {
        return new JsonObject(new LinkedHashMap<>(members));
    }
}
