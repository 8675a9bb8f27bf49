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

    private static JsonObject object(JsonObject object, boolean everything) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        object.members()
                .forEach((name, value) -> members.put(name, value(value, everything || FREE_TEXT.contains(name))));
        return members.equals(object.members()) ? object : new JsonObject(members);
    }

    private static JsonValue value(JsonValue value, boolean freeText) {
        if (value instanceof JsonString string) {
            return freeText ? new JsonString(PersonalData.redact(string.value())) : string;
        }
        if (value instanceof JsonObject object) {
            return object(object, freeText);
        }
        if (value instanceof JsonArray array) {
            List<JsonValue> elements = new ArrayList<>(array.elements().size());
            array.elements().forEach(element -> elements.add(value(element, freeText)));
            return new JsonArray(elements);
        }
        return value;
    }
}
