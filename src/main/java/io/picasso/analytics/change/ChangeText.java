package io.picasso.analytics.change;

import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** The form of intents and steps in the records: a JSON object each, with the version of the form. */
public final class ChangeText {
    private static final String VERSION = "1";

    private ChangeText() {}

    /** Writes an intent. */
    public static JsonObject write(Intent intent) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("version", new JsonNumber(VERSION));
        put(members, "kind", intent.kind().word());
        put(members, "function", intent.function());
        put(members, "who", intent.who());
        put(members, "at", UtcTime.format(intent.at()));
        put(members, "reason", intent.reason());
        put(members, "revision", intent.revision());
        members.put("before", intent.before().json());
        intent.change().ifPresent(change -> {
            put(members, "variable", change.key());
            change.before().ifPresent(value -> put(members, "from", value));
            change.after().ifPresent(value -> put(members, "to", value));
        });
        intent.undoes().ifPresent(number -> members.put("undoes", new JsonNumber(Integer.toString(number))));
        if (!intent.tables().isEmpty()) {
            List<JsonValue> tables = new ArrayList<>();
            intent.tables().forEach(table -> tables.add(new JsonString(table)));
            members.put("tables", new JsonArray(tables));
        }
        return new JsonObject(members);
    }

    /** Writes a step. */
    public static JsonObject write(ChangeStep step) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("version", new JsonNumber(VERSION));
        put(members, "step", step.what().word());
        put(members, "at", UtcTime.format(step.at()));
        put(members, "detail", step.detail());
        return new JsonObject(members);
    }

    /** Reads an intent; empty when it is none, or of a version that this program does not know. */
    public static Optional<Intent> readIntent(JsonValue value) {
        return read(
                value,
                object -> new Intent(
                        ChangeKind.find(text(object, "kind")).orElseThrow(),
                        text(object, "function"),
                        text(object, "who"),
                        time(object),
                        text(object, "reason"),
                        environment((JsonObject) object.get("before").orElseThrow()),
                        text(object, "revision"),
                        object.text("variable")
                                .map(key -> new EnvironmentChange(key, object.text("from"), object.text("to"))),
                        object.get("undoes").isPresent()
                                ? OptionalInt.of(number(object, "undoes"))
                                : OptionalInt.empty(),
                        texts(object, "tables")));
    }

    /** Reads a step; empty when it is none, or of a version that this program does not know. */
    public static Optional<ChangeStep> readStep(JsonValue value) {
        return read(
                value,
                object -> new ChangeStep(
                        ChangeStep.What.find(text(object, "step")).orElseThrow(),
                        time(object),
                        text(object, "detail")));
    }

    private interface Reader<T> {
        T read(JsonObject object);
    }

    private static <T> Optional<T> read(JsonValue value, Reader<T> reader) {
        try {
            JsonObject object = (JsonObject) value;
            return object.get("version").equals(Optional.of(new JsonNumber(VERSION)))
                    ? Optional.of(reader.read(object))
                    : Optional.empty();
        } catch (NoSuchElementException | ClassCastException | NumberFormatException damaged) {
            return Optional.empty();
        }
    }

    private static EnvironmentMap environment(JsonObject object) {
        Map<String, String> variables = new TreeMap<>();
        object.members().forEach((key, value) -> variables.put(key, ((JsonString) value).value()));
        return EnvironmentMap.of(variables);
    }

    private static List<String> texts(JsonObject object, String name) {
        return object.get(name)
                .map(value -> ((JsonArray) value)
                        .elements().stream()
                                .map(element -> ((JsonString) element).value())
                                .toList())
                .orElse(List.of());
    }

    private static int number(JsonObject object, String name) {
        return Integer.parseInt(((JsonNumber) object.get(name).orElseThrow()).text());
    }

    private static Instant time(JsonObject object) {
        return UtcTime.parse(text(object, "at")).orElseThrow();
    }

    private static String text(JsonObject object, String name) {
        return object.text(name).orElseThrow();
    }

    private static void put(Map<String, JsonValue> members, String name, String text) {
        members.put(name, new JsonString(text));
    }
}
