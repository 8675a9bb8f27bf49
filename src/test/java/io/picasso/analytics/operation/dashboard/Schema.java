package io.picasso.analytics.operation.dashboard;

import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonBoolean;
import io.picasso.analytics.json.JsonValue.JsonNull;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * As much of JSON Schema as the description of the API uses. A keyword it does not know is an error: it would pass
 * anything.
 */
final class Schema {
    private static final Set<String> IGNORED = Set.of("description", "default");
    private static final Set<String> KNOWN = Set.of(
            "$ref", "type", "properties", "required", "additionalProperties", "items", "enum", "minimum", "format");

    private final JsonObject document;

    Schema(JsonObject document) {
        this.document = document;
    }

    /** What is wrong with a value; nothing where it is as the schema says. */
    List<String> complaints(JsonObject schema, JsonValue value) {
        List<String> complaints = new ArrayList<>();
        check("$", schema, value, complaints);
        return complaints;
    }

    private void check(String at, JsonObject schema, JsonValue value, List<String> complaints) {
        for (String keyword : schema.members().keySet()) {
            if (!KNOWN.contains(keyword) && !IGNORED.contains(keyword)) {
                throw new IllegalArgumentException("a keyword that is not checked: " + keyword);
            }
        }
        Optional<String> reference = schema.text("$ref");
        if (reference.isPresent()) {
            check(at, resolve(reference.get()), value, complaints);
            return;
        }
        if (!types(schema).contains(type(value))) {
            complaints.add(at + " is " + type(value) + ", not " + types(schema));
            return;
        }
        if (schema.get("enum").orElse(JsonNull.NULL) instanceof JsonArray allowed
                && !allowed.elements().contains(value)) {
            complaints.add(at + " is " + value);
        }
        if (schema.get("minimum").isPresent()
                && value instanceof JsonNumber number
                && number.decimal().orElseThrow().signum() < 0) {
            complaints.add(at + " is " + number.text());
        }
        if (schema.text("format").equals(Optional.of("date-time"))
                && value instanceof JsonString time
                && !time.value().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z")) {
            complaints.add(at + " is no time of ours: " + time.value());
        }
        if (value instanceof JsonObject object) {
            members(at, schema, object, complaints);
        }
        if (value instanceof JsonArray array) {
            JsonObject items = (JsonObject) schema.get("items").orElseThrow();
            array.elements().forEach(element -> check(at + "[]", items, element, complaints));
        }
    }

    private void members(String at, JsonObject schema, JsonObject object, List<String> complaints) {
        JsonObject properties = (JsonObject) schema.get("properties").orElse(JsonObject.EMPTY);
        if (schema.get("required").orElse(JsonNull.NULL) instanceof JsonArray required) {
            for (JsonValue name : required.elements()) {
                if (object.get(((JsonString) name).value()).isEmpty()) {
                    complaints.add(at + " lacks " + name);
                }
            }
        }
        JsonValue others = schema.get("additionalProperties").orElse(new JsonBoolean(true));
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            String place = at + "." + member.getKey();
            if (properties.get(member.getKey()).orElse(JsonNull.NULL) instanceof JsonObject known) {
                check(place, known, member.getValue(), complaints);
            } else if (others instanceof JsonObject any) {
                check(place, any, member.getValue(), complaints);
            } else if (others.equals(new JsonBoolean(false))) {
                complaints.add(place + " is not described");
            }
        }
    }

    JsonObject resolve(String reference) {
        JsonValue found = document;
        for (String step : reference.substring(2).split("/", -1)) {
            found = ((JsonObject) found).get(step).orElseThrow(() -> new AssertionError(reference));
        }
        return (JsonObject) found;
    }

    private static List<String> types(JsonObject schema) {
        JsonValue type = schema.get("type").orElseThrow(() -> new AssertionError("no type in " + schema));
        return type instanceof JsonArray several
                ? several.elements().stream()
                        .map(one -> ((JsonString) one).value())
                        .toList()
                : List.of(((JsonString) type).value());
    }

    private static String type(JsonValue value) {
        if (value instanceof JsonNumber number) {
            return number.text().matches("-?\\d+") ? "integer" : "number";
        }
        if (value instanceof JsonString) {
            return "string";
        }
        if (value instanceof JsonBoolean) {
            return "boolean";
        }
        if (value instanceof JsonArray) {
            return "array";
        }
        return value instanceof JsonObject ? "object" : "null";
    }
}
