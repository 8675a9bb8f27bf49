package io.picasso.analytics.progress;

import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonBoolean;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import io.picasso.analytics.progress.JournalEntry.Advanced;
import io.picasso.analytics.progress.JournalEntry.Anchoring;
import io.picasso.analytics.progress.JournalEntry.Done;
import io.picasso.analytics.progress.JournalEntry.Ended;
import io.picasso.analytics.progress.JournalEntry.Finished;
import io.picasso.analytics.progress.JournalEntry.Intended;
import io.picasso.analytics.progress.JournalEntry.Opened;
import io.picasso.analytics.progress.JournalEntry.Outcome;
import io.picasso.analytics.progress.JournalEntry.Resumed;
import io.picasso.analytics.progress.JournalEntry.Started;
import io.picasso.analytics.progress.JournalEntry.Undone;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The form of an entry in a journal: one JSON object, its kind under {@code entry}. */
public final class JournalText {
    private JournalText() {}

    /** Writes an entry. */
    public static JsonObject write(JournalEntry entry) {
        if (entry instanceof Started e) {
            return new Writer("started")
                    .text("run", e.run())
                    .text("at", UtcTime.format(e.at()))
                    .value("settings", settings(e.settings()))
                    .object();
        }
        if (entry instanceof Resumed e) {
            return new Writer("resumed")
                    .text("at", UtcTime.format(e.at()))
                    .value("settings", settings(e.settings()))
                    .object();
        }
        if (entry instanceof Opened e) {
            return new Writer("opened")
                    .text("shard", e.shard())
                    .list("parts", e.parts(), part -> new JsonString(part.bytes() + " " + part.name()))
                    .object();
        }
        if (entry instanceof Anchoring e) {
            return new Writer("anchoring")
                    .text("shard", e.shard())
                    .number("parcel", e.parcel())
                    .list("sessions", e.sessions(), JournalText::name)
                    .object();
        }
        if (entry instanceof Intended e) {
            return new Writer("intended")
                    .text("shard", e.shard())
                    .number("parcel", e.parcel())
                    .list("sessions", e.sessions(), JournalText::session)
                    .object();
        }
        if (entry instanceof Done e) {
            return new Writer("done")
                    .text("shard", e.shard())
                    .number("parcel", e.parcel())
                    .number("sessions", e.counts().sessions())
                    .number("events", e.counts().events())
                    .number("present", e.counts().present())
                    .decimal("units", e.counts().units())
                    .object();
        }
        if (entry instanceof Advanced e) {
            LineCounts counts = e.counts();
            return new Writer("advanced")
                    .text("shard", e.shard())
                    .number("complete", e.complete())
                    .number("position", e.position())
                    .number("lines", counts.lines())
                    .number("events", counts.events())
                    .number("repeated", counts.repeated())
                    .number("expired", counts.expired())
                    .number("outside", counts.outside())
                    .number("rejected", counts.rejected())
                    .number("bad_bytes", e.badBytes())
                    .object();
        }
        if (entry instanceof Finished e) {
            return new Writer("finished").text("shard", e.shard()).object();
        }
        if (entry instanceof Ended e) {
            return new Writer("ended")
                    .text("at", UtcTime.format(e.at()))
                    .text("outcome", e.outcome().name())
                    .text("why", e.why())
                    .object();
        }
        return new Writer("undone")
                .text("at", UtcTime.format(((Undone) entry).at()))
                .object();
    }

    /** Reads an entry; empty when it is none. */
    public static Optional<JournalEntry> read(JsonValue value) {
        try {
            return value instanceof JsonObject object ? Optional.of(read(new Reader(object))) : Optional.empty();
        } catch (NoSuchElementException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static JournalEntry read(Reader r) {
        return switch (r.text("entry")) {
            case "started" -> new Started(r.text("run"), r.time("at"), settings(r.object("settings")));
            // Journals of before had none.
            case "resumed" -> new Resumed(r.time("at"), r.has("settings") ? settings(r.object("settings")) : Map.of());
            case "opened" -> new Opened(r.text("shard"), r.list("parts", JournalText::part));
            case "anchoring" ->
                new Anchoring(
                        r.text("shard"), r.number("parcel"), r.list("sessions", v -> name(((JsonString) v).value())));
            case "intended" ->
                new Intended(
                        r.text("shard"),
                        r.number("parcel"),
                        r.list("sessions", v -> session(new Reader((JsonObject) v))));
            case "done" ->
                new Done(
                        r.text("shard"),
                        r.number("parcel"),
                        new WriteCounts(
                                r.number("sessions"), r.number("events"), r.number("present"), r.decimal("units")));
            case "advanced" ->
                new Advanced(
                        r.text("shard"),
                        r.number("complete"),
                        r.number("position"),
                        new LineCounts(
                                r.number("lines"),
                                r.number("events"),
                                r.number("repeated"),
                                r.number("expired"),
                                r.number("outside"),
                                r.number("rejected")),
                        r.number("bad_bytes"));
            case "finished" -> new Finished(r.text("shard"));
            case "ended" -> new Ended(r.time("at"), Outcome.valueOf(r.text("outcome")), r.text("why"));
            case "undone" -> new Undone(r.time("at"));
            default -> throw new IllegalArgumentException("no entry");
        };
    }

    private static JsonObject settings(Map<String, String> settings) {
        Map<String, JsonValue> values = new TreeMap<>();
        settings.forEach((name, value) -> values.put(name, new JsonString(value)));
        return new JsonObject(values);
    }

    private static Map<String, String> settings(JsonObject values) {
        Map<String, String> settings = new LinkedHashMap<>();
        values.members().forEach((name, text) -> settings.put(name, ((JsonString) text).value()));
        return settings;
    }

    private static Part part(JsonValue value) {
        String text = ((JsonString) value).value();
        int space = text.indexOf(' ');
        return new Part(text.substring(space + 1), Long.parseLong(text.substring(0, space)));
    }

    private static JsonString name(SessionName name) {
        return new JsonString(name.tenant().id() + "/" + name.tenant().hash() + "/" + name.session());
    }

    private static SessionName name(String text) {
        String[] parts = text.split("/", -1);
        return new SessionName(new Tenant(parts[0], parts[1]), new SessionId(parts[2]));
    }

    private static JsonObject session(SessionWrite write) {
        Map<String, JsonValue> session = new LinkedHashMap<>();
        session.put("session", name(write.name()));
        session.put("anchored_at", new JsonString(UtcTime.format(write.anchoredAt())));
        session.put("created", new JsonBoolean(write.created()));
        session.put("last", new JsonNumber(Long.toString(write.last())));
        session.put("events", marks(write.events()));
        if (!write.earlier().isEmpty()) {
            session.put("earlier", marks(write.earlier()));
        }
        return new JsonObject(session);
    }

    private static SessionWrite session(Reader r) {
        return new SessionWrite(
                name(r.text("session")),
                r.time("anchored_at"),
                ((JsonBoolean) r.value("created")).value(),
                r.number("last"),
                r.list("events", JournalText::mark),
                r.has("earlier") ? r.list("earlier", JournalText::mark) : List.of());
    }

    private static JsonArray marks(List<EventMark> marks) {
        return new JsonArray(marks.stream()
                .<JsonValue>map(mark -> new JsonString(mark.toString()))
                .toList());
    }

    private static EventMark mark(JsonValue value) {
        return EventMark.parse(((JsonString) value).value()).orElseThrow();
    }

    private static final class Writer {
        private final Map<String, JsonValue> members = new LinkedHashMap<>();

        Writer(String kind) {
            text("entry", kind);
        }

        Writer text(String name, String text) {
            return value(name, new JsonString(text));
        }

        Writer number(String name, long number) {
            return value(name, new JsonNumber(Long.toString(number)));
        }

        Writer decimal(String name, double number) {
            return value(name, new JsonNumber(new BigDecimal(number).toPlainString()));
        }

        <T> Writer list(String name, List<T> elements, Function<T, JsonValue> form) {
            return value(name, new JsonArray(elements.stream().map(form).toList()));
        }

        Writer value(String name, JsonValue value) {
            members.put(name, value);
            return this;
        }

        JsonObject object() {
            return new JsonObject(members);
        }
    }

    /** Reads members that must be there; throws where one is not, or is of another kind. */
    private record Reader(JsonObject object) {
        JsonValue value(String name) {
            return object.get(name).orElseThrow();
        }

        boolean has(String name) {
            return object.get(name).isPresent();
        }

        String text(String name) {
            return object.text(name).orElseThrow();
        }

        long number(String name) {
            return value(name) instanceof JsonNumber number ? Long.parseLong(number.text()) : -1;
        }

        double decimal(String name) {
            return value(name) instanceof JsonNumber number ? Double.parseDouble(number.text()) : -1;
        }

        Instant time(String name) {
            return UtcTime.parse(text(name)).orElseThrow();
        }

        JsonObject object(String name) {
            return value(name) instanceof JsonObject inner ? inner : JsonObject.EMPTY;
        }

        <T> List<T> list(String name, Function<JsonValue, T> form) {
            return value(name) instanceof JsonArray array
                    ? array.elements().stream().map(form).toList()
                    : List.of();
        }
    }
}
