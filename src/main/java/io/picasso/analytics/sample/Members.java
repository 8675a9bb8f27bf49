package io.picasso.analytics.sample;

import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonBoolean;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The members of a JSON object, one after the other. */
final class Members {
    private final Map<String, JsonValue> members = new LinkedHashMap<>();

    Members text(String name, String value) {
        return value(name, new JsonString(value));
    }

    Members number(String name, long value) {
        return value(name, new JsonNumber(Long.toString(value)));
    }

    Members bool(String name, boolean value) {
        return value(name, new JsonBoolean(value));
    }

    Members value(String name, JsonValue value) {
        members.put(name, value);
        return this;
    }

    JsonObject object() {
        return new JsonObject(Collections.unmodifiableMap(new LinkedHashMap<>(members)));
    }
}
