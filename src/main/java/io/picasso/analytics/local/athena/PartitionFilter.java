package io.picasso.analytics.local.athena;

import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes out of a WHERE clause what it says about partition keys. Conjunctions and disjunctions are gone through; a part
 * that says anything about something else counts as true, so that the result holds for every row the clause lets pass.
 */
final class PartitionFilter {
    private static final Set<String> TRANSPARENT = Set.of("CONJUNCTION_AND", "CONJUNCTION_OR");

    /** Parts whose value is known before a line is read. */
    private static final Set<String> PLAIN =
            Set.of("CONSTANT", "COLUMN_REF", "COMPARISON", "CONJUNCTION", "OPERATOR", "BETWEEN", "CAST", "FUNCTION");

    private static final Set<String> VOLATILE = Set.of("random", "rand", "uuid", "gen_random_uuid", "nextval");

    private final Set<String> keys;
    private final String alias;
    private final boolean alone;

    /**
     * @param keys the table's partition keys
     * @param alias the name under which the query reads the table
     * @param alone whether a column without a table's name can only be this table's
     */
    PartitionFilter(Set<String> keys, String alias, boolean alone) {
        this.keys = keys;
        this.alias = alias;
        this.alone = alone;
    }

    /** The condition; an empty object when the clause says nothing about partition keys alone. */
    JsonObject of(JsonValue where) {
        if (!(where instanceof JsonObject expression)) {
            return JsonObject.EMPTY;
        }
        if (TRANSPARENT.contains(expression.text("type").orElse(""))) {
            boolean and = expression.text("type").orElse("").equals("CONJUNCTION_AND");
            List<JsonValue> parts = new ArrayList<>();
            for (JsonValue child : JsonFields.elements(expression, "children")) {
                JsonObject part = of(child);
                if (!part.isEmpty()) {
                    parts.add(part);
                } else if (!and) {
                    return JsonObject.EMPTY;
                }
            }
            if (parts.size() < 2) {
                return parts.isEmpty() ? JsonObject.EMPTY : (JsonObject) parts.get(0);
            }
            Map<String, JsonValue> members = new LinkedHashMap<>(expression.members());
            members.put("children", new JsonArray(parts));
            return new JsonObject(members);
        }
        return speaksOfKeysOnly(expression) ? (JsonObject) withoutAlias(expression) : JsonObject.EMPTY;
    }

    private boolean speaksOfKeysOnly(JsonValue value) {
        if (value instanceof JsonArray array) {
            return array.elements().stream().allMatch(this::speaksOfKeysOnly);
        }
        if (!(value instanceof JsonObject object)) {
            return true;
        }
        String kind = object.text("class").orElse("");
        if (!kind.isEmpty() && !PLAIN.contains(kind)
                || object.text("subquery_type").isPresent()
                || VOLATILE.contains(object.text("function_name").orElse(""))) {
            return false;
        }
        return kind.equals("COLUMN_REF")
                ? isKey(names(object))
                : object.members().values().stream().allMatch(this::speaksOfKeysOnly);
    }

    private boolean isKey(List<String> names) {
        String last = names.isEmpty() ? "" : lower(names.get(names.size() - 1));
        boolean ours = names.size() == 1
                ? alone
                : names.size() == 2 && lower(names.get(0)).equals(lower(alias));
        return ours && keys.contains(last);
    }

    private JsonValue withoutAlias(JsonValue value) {
        if (value instanceof JsonArray array) {
            return new JsonArray(
                    array.elements().stream().map(this::withoutAlias).toList());
        }
        if (!(value instanceof JsonObject object)) {
            return value;
        }
        Map<String, JsonValue> members = new LinkedHashMap<>();
        object.members().forEach((name, member) -> members.put(name, withoutAlias(member)));
        if (object.text("class").orElse("").equals("COLUMN_REF")) {
            List<String> names = names(object);
            members.put("column_names", new JsonArray(List.of(new JsonString(names.get(names.size() - 1)))));
        }
        return new JsonObject(members);
    }

    private static List<String> names(JsonObject column) {
        return JsonFields.texts(column, "column_names");
    }

    private static String lower(String name) {
        return name.toLowerCase(java.util.Locale.ROOT);
    }
}
