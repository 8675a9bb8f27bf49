package io.picasso.analytics.gate;

import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.gate.Evidence.Begun;
import io.picasso.analytics.gate.Evidence.Checked;
import io.picasso.analytics.gate.Evidence.Ended;
import io.picasso.analytics.gate.Evidence.RolledBack;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonBoolean;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The form of evidence: one JSON object, its kind under {@code evidence}, with the version of the form. */
public final class EvidenceText {
    static final String VERSION = "1";

    private EvidenceText() {}

    /** Writes it. */
    public static JsonObject write(Evidence evidence) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("version", new JsonNumber(VERSION));
        text(members, "run", evidence.run());
        text(members, "at", UtcTime.format(evidence.at()));
        if (evidence instanceof Begun begun) {
            text(members, "evidence", "begun");
            members.put("phase", number(begun.phase().number()));
            text(members, "environment", begun.environment());
            text(members, "who", begun.who());
            Map<String, JsonValue> versions = new LinkedHashMap<>();
            begun.versions().forEach((name, version) -> text(versions, name, version));
            members.put("versions", new JsonObject(versions));
            begun.override().ifPresent(reason -> text(members, "override", reason));
            begun.resumes().ifPresent(run -> text(members, "resumes", run));
        } else if (evidence instanceof Checked checked) {
            text(members, "evidence", "checked");
            members.put("result", ResultText.write(checked.result()));
            checked.takenFrom().ifPresent(run -> text(members, "taken_from", run));
        } else if (evidence instanceof RolledBack rolledBack) {
            text(members, "evidence", "rolled_back");
            members.put("done", new JsonBoolean(rolledBack.done()));
            text(members, "detail", rolledBack.detail());
        } else if (evidence instanceof Ended ended) {
            text(members, "evidence", "ended");
            members.put("phase", number(ended.phase().number()));
            text(members, "verdict", ended.verdict().word());
            text(members, "cut_short", ended.cutShort());
        }
        return new JsonObject(members);
    }

    /** Reads it; empty when it is none, or of a version that this program does not know. */
    public static Optional<Evidence> read(JsonValue value) {
        try {
            JsonObject object = (JsonObject) value;
            return object.get("version").equals(Optional.of(new JsonNumber(VERSION)))
                    ? Optional.of(evidence(object))
                    : Optional.empty();
        } catch (NoSuchElementException | ClassCastException | ArithmeticException damaged) {
            return Optional.empty();
        }
    }

    private static Evidence evidence(JsonObject object) {
        String run = text(object, "run");
        Instant at = time(object, "at");
        return switch (text(object, "evidence")) {
            case "begun" ->
                new Begun(
                        run,
                        at,
                        phase(object),
                        text(object, "environment"),
                        text(object, "who"),
                        versions((JsonObject) object.get("versions").orElseThrow()),
                        object.text("override"),
                        object.text("resumes"));
            case "checked" ->
                new Checked(
                        run,
                        at,
                        ResultText.read((JsonObject) object.get("result").orElseThrow()),
                        object.text("taken_from"));
            case "rolled_back" ->
                new RolledBack(
                        run, at, ((JsonBoolean) object.get("done").orElseThrow()).value(), text(object, "detail"));
            case "ended" ->
                new Ended(
                        run,
                        at,
                        phase(object),
                        GateVerdict.find(text(object, "verdict")).orElseThrow(),
                        text(object, "cut_short"));
            default -> throw new NoSuchElementException("unknown evidence");
        };
    }

    private static SortedMap<String, String> versions(JsonObject object) {
        SortedMap<String, String> versions = new TreeMap<>();
        object.members().forEach((name, version) -> versions.put(name, ((JsonString) version).value()));
        return versions;
    }

    private static Phase phase(JsonObject object) {
        return Phase.of(integer(object, "phase")).orElseThrow();
    }

    static int integer(JsonObject object, String name) {
        return ((JsonNumber) object.get(name).orElseThrow())
                .decimal()
                .orElseThrow()
                .intValueExact();
    }

    static Instant time(JsonObject object, String name) {
        return UtcTime.parse(text(object, name)).orElseThrow();
    }

    static String text(JsonObject object, String name) {
        return object.text(name).orElseThrow();
    }

    static void text(Map<String, JsonValue> members, String name, String text) {
        members.put(name, new JsonString(text));
    }

    static JsonNumber number(long number) {
        return new JsonNumber(Long.toString(number));
    }

    static JsonArray texts(Iterable<String> texts) {
        java.util.List<JsonValue> elements = new java.util.ArrayList<>();
        texts.forEach(text -> elements.add(new JsonString(text)));
        return new JsonArray(elements);
    }
}
