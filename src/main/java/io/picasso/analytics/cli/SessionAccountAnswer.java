package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.operation.account.AccountedSession;
import io.picasso.analytics.operation.account.Quarantined;
import io.picasso.analytics.session.CounterEvents;
import io.picasso.analytics.session.Presence;
import io.picasso.analytics.session.SessionAccount;
import io.picasso.analytics.session.SummaryDifference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One session, accounted for. */
record SessionAccountAnswer(AccountedSession session) implements Answer {
    @Override
    public Map<String, Object> data() {
        SessionAccount account = session.account();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("session_id", session.session().value());
        data.put("tenant_id", session.tenant().id());
        data.put("tenant_hash", session.tenant().hash());
        data.put("accounted", session.reasons().isEmpty());
        data.put("reasons", session.reasons());
        Map<String, Object> counters = new LinkedHashMap<>();
        account.counters().forEach(counter -> counters.put(counter.counter(), counter(counter)));
        data.put("counters", counters);
        Map<String, Object> presence = new LinkedHashMap<>();
        for (Presence where : Presence.values()) {
            presence.put(where.label(), account.of(where).size());
        }
        data.put("presence", presence);
        List<Map<String, Object>> events = new ArrayList<>();
        account.events().forEach((where, some) -> some.forEach(event -> events.add(event(event, where))));
        data.put("events", events);
        data.put(
                "summary_differences",
                account.differences().stream()
                        .map(SessionAccountAnswer::difference)
                        .toList());
        data.put(
                "quarantined",
                session.quarantined().stream()
                        .map(SessionAccountAnswer::rejected)
                        .toList());
        data.put("lake_days", session.days().stream().map(Object::toString).toList());
        data.put("unreadable_lake_lines", session.unreadable());
        data.put("source", "dynamodb, s3");
        return data;
    }

    private static Map<String, Object> counter(CounterEvents counter) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("stored", counter.stored().isPresent() ? counter.stored().getAsLong() : null);
        fields.put("counted", counter.counted());
        fields.put("event_ids", counter.events().stream().map(Event::eventId).toList());
        return fields;
    }

    private static Map<String, Object> event(Event event, Presence where) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("step_number", event.step());
        fields.put("event_type", event.type().name());
        fields.put("timestamp", UtcTime.format(event.occurredAt()));
        fields.put("event_id", event.eventId());
        fields.put("presence", where.label());
        return fields;
    }

    private static Map<String, Object> difference(SummaryDifference difference) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("figure", difference.figure());
        fields.put("stored", difference.stored());
        fields.put("counted", difference.folded());
        return fields;
    }

    static Map<String, Object> rejected(Quarantined rejected) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("reason", rejected.reason());
        fields.put("detail", rejected.detail());
        fields.put("message_id", rejected.messageId());
        fields.put("place", rejected.place());
        return fields;
    }

    @Override
    public Optional<String> rows() {
        return Optional.of("events");
    }

    @Override
    public void draw(Screen screen) {
        SessionAccount account = session.account();
        screen.line("Session " + session.session() + " of tenant "
                + session.tenant().id());
        screen.line("");
        screen.textTable(
                List.of("COUNTER", "ROW", "EVENTS", "EVENT IDS"),
                account.counters().stream()
                        .map(counter -> cells(counter, screen))
                        .toList(),
                "ROW",
                "EVENTS");
        screen.line("");
        List<List<String>> events = new ArrayList<>();
        account.events()
                .forEach((where, some) -> some.forEach(event -> events.add(List.of(
                        Integer.toString(event.step()),
                        event.type().name(),
                        event.eventId(),
                        screen.toned(where.isAccounted() ? Tone.PLAIN : Tone.BAD, where.meaning())))));
        if (!events.isEmpty()) {
            screen.textTable(List.of("STEP", "TYPE", "EVENT ID", "WHERE"), events, "STEP");
            screen.line("");
        }
        if (!session.quarantined().isEmpty()) {
            screen.textTable(
                    List.of("QUARANTINED", "MESSAGE", "DETAIL"),
                    session.quarantined().stream()
                            .map(rejected -> List.of(
                                    screen.toned(Tone.BAD, rejected.reason()), rejected.messageId(), rejected.detail()))
                            .toList());
            screen.line("");
        }
        verdict(screen, session.reasons());
        screen.line(screen.toned(
                Tone.FAINT,
                session.days().isEmpty()
                        ? "No day of the lake was read."
                        : "The lake was read on " + Plural.of(session.days().size(), "day") + ", "
                                + session.days().first() + " to "
                                + session.days().last() + unreadable(session.unreadable()) + "."));
    }

    static String unreadable(long lines) {
        return lines == 0 ? "" : "; " + Plural.of(lines, "line") + " there cannot be read";
    }

    static void verdict(Screen screen, List<String> reasons) {
        if (reasons.isEmpty()) {
            screen.line(screen.toned(Tone.GOOD, "Every number is accounted for."));
        }
        reasons.forEach(reason -> screen.line(screen.toned(Tone.BAD, "! " + reason)));
    }

    private static List<String> cells(CounterEvents counter, Screen screen) {
        String stored =
                counter.stored().isPresent() ? Long.toString(counter.stored().getAsLong()) : "-";
        return List.of(
                counter.counter(),
                counter.agrees() ? stored : screen.toned(Tone.BAD, stored),
                Long.toString(counter.counted()),
                String.join(" ", counter.events().stream().map(Event::eventId).toList()));
    }
}
