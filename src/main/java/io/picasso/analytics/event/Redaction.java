package io.picasso.analytics.event;

import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is done with personal data in texts before anything is stored. */
public enum Redaction {
    /** Replaces it by placeholders such as {@code [EMAIL]}. */
    REDACT {
        @Override
        public JsonObject apply(EventType type, JsonObject payload) {
            return payload.isEmpty() ? payload : object(payload, type.isMessage());
        }
    },
    /** Leaves every text as it came. */
    KEEP {
        @Override
        public JsonObject apply(EventType type, JsonObject payload) {
            return payload;
        }
    };

    /** Members that hold what a person typed, whatever the type of the event. */
    private static final Set<String> FREE_TEXT = Set.of(
            "content_preview",
            "content",
            "text",
            "message",
            "question",
            "answer",
            "first_question",
            "prompt_text",
            "value",
            "field_value");

    /** The payload as it may be stored. Applying it to its own result changes nothing. */
    public abstract JsonObject apply(EventType type, JsonObject payload);

    /** The same for a whole JSON value: every text in it counts as one that a person typed. */
    public JsonValue applyToAll(JsonValue value) {
        return this == KEEP ? value : value(value, true);
    }

    /** The same for a text that is no JSON. */
    public String apply(String text) {
        return this == KEEP ? text : PersonalData.redact(text);
    }

    /** The same object where nothing had to be replaced, as in nearly every payload. */
    private static JsonObject object(JsonObject object, boolean everything) {
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            if (value(member, everything) != member.getValue()) {
                return replaced(object, everything);
            }
        }
        return object;
    }

    private static JsonObject replaced(JsonObject object, boolean everything) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        object.members().entrySet().forEach(member -> members.put(member.getKey(), value(member, everything)));
        return new JsonObject(members);
    }

    private static JsonValue value(Map.Entry<String, JsonValue> member, boolean everything) {
        return value(member.getValue(), everything || FREE_TEXT.contains(member.getKey()));
    }

    private static JsonValue value(JsonValue value, boolean freeText) {
        if (value instanceof JsonString string) {
            return freeText ? text(string) : string;
        }
        if (value instanceof JsonObject object) {
            return object(object, freeText);
        }
        return value instanceof JsonArray array ? array(array, freeText) : value;
    }

    private static JsonString text(JsonString string) {
        String redacted = PersonalData.redact(string.value());
        return redacted.equals(string.value()) ? string : new JsonString(redacted);
    }

    private static JsonArray array(JsonArray array, boolean freeText) {
        List<JsonValue> elements = new ArrayList<>(array.elements().size());
        boolean same = true;
        for (JsonValue element : array.elements()) {
            JsonValue replaced = value(element, freeText);
            same &= replaced == element;
            elements.add(replaced);
        }
        return same ? array : new JsonArray(elements);
    }
}
