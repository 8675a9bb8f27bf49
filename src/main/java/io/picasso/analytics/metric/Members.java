package io.picasso.analytics.metric;

import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonBoolean;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The members of a JSON object, put one after the other. */
final class Members {
    private final Map<String, JsonValue> members = new LinkedHashMap<>();

    Members put(String name, String text) {
        return put(name, new JsonString(text));
    }

    Members put(String name, long count) {
        return put(name, new JsonNumber(Long.toString(count)));
    }

    Members put(String name, BigDecimal rounded) {
        return put(name, Decimals.json(rounded));
    }

    Members put(String name, boolean flag) {
        return put(name, new JsonBoolean(flag));
    }

    Members put(String name, List<JsonObject> objects) {
        return put(name, new JsonArray(List.copyOf(objects)));
    }

    Members put(String name, JsonValue value) {
        members.put(name, value);
        return this;
    }

    JsonObject object() {
        return new JsonObject(members);
    }
}
