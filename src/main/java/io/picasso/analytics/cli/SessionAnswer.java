package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.operation.query.SessionView;
import io.picasso.analytics.session.Counters;
import io.picasso.analytics.session.Mark;
import io.picasso.analytics.session.MissingSteps;
import io.picasso.analytics.session.Outcome;
import io.picasso.analytics.session.SessionSummary;
import io.picasso.analytics.session.Timeline.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One session: its timeline and its summary. */
record SessionAnswer(SessionView view) implements Answer {
    @Override
    public Map<String, Object> data() {
        SessionSummary summary = view.summary();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("session_id", view.session().value());
        fields.put("tenant_id", view.tenant().id());
        fields.put("tenant_hash", view.tenant().hash());
        fields.putAll(SessionFields.times(summary));
        fields.put("outcome", summary.outcomeAt(view.readAt()).label());
        fields.put("summary", SessionFields.summary(summary, view.readAt()));
        fields.put("summary_source", view.stored().isPresent() ? "row" : "events");
        fields.put("summary_matches_events", view.summaryMatchesEvents());
        if (!view.differences().isEmpty()) {
            fields.put("summary_from_events", view.folded().map(this::whole).orElse(null));
        }
        fields.put("event_count", view.timeline().entries().size());
        fields.put(
                "events",
                view.timeline().entries().stream().map(SessionAnswer::event).toList());
        fields.put(
                "missing_steps",
                view.timeline().missingSteps().stream()
                        .map(SessionAnswer::missing)
                        .toList());
        fields.put("warnings", view.warnings());
        fields.put("source", SessionFields.SOURCE);
        return fields;
    }

    private Map<String, Object> whole(SessionSummary summary) {
        Map<String, Object> fields = SessionFields.times(summary);
        fields.remove("session_id");
        fields.putAll(SessionFields.summary(summary, view.readAt()));
        return fields;
    }

    private static Map<String, Object> event(Entry entry) {
        Event event = entry.event();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("step_number", event.step());
        fields.put("event_type", event.type().name());
        fields.put("timestamp", UtcTime.format(event.occurredAt()));
        fields.put("event_id", event.eventId());
        fields.put("gap_ms", entry.gap().map(Duration::toMillis).orElse(null));
        fields.put("payload", PlainJson.object(event.payload()));
        fields.put("marks", entry.marks().stream().map(Mark::label).toList());
        return fields;
    }

    private static Map<String, Object> missing(MissingSteps steps) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("first", steps.first());
        fields.put("last", steps.last());
        return fields;
    }

    @Override
    public Optional<String> rows() {
        return Optional.of("events");
    }

    @Override
    public void draw(Screen screen) {
        drawHead(screen);
        screen.line("");
        if (!view.timeline().entries().isEmpty()) {
            new TimelineTable(view.timeline(), screen).draw();
            screen.line("");
        }
        drawSummary(screen);
        if (!view.warnings().isEmpty()) {
            screen.line("");
            view.warnings().forEach(warning -> screen.line(screen.toned(Tone.WARNING, "! " + warning)));
        }
    }

    private void drawHead(Screen screen) {
        SessionSummary summary = view.summary();
        Outcome outcome = summary.outcomeAt(view.readAt());
        Counters counters = summary.counters();
        screen.table(
                List.of("SESSION", view.session().value()),
                List.of(
                        List.of(
                                "tenant",
                                view.tenant().id() + " (" + view.tenant().hash() + ")"),
                        List.of("started", readable(summary.startedAt(), 23)),
                        List.of("duration", Spans.text(summary.duration())),
                        List.of("outcome", screen.toned(SessionFields.tone(outcome), outcome.label())),
                        List.of(
                                "counts",
                                plural(counters.events(), "event") + ", " + plural(counters.messages(), "message") + " "
                                        + sides(counters))));
    }

    private void drawSummary(Screen screen) {
        SessionSummary summary = view.summary();
        Counters counters = summary.counters();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("events", Long.toString(counters.events())));
        rows.add(List.of("messages", counters.messages() + " " + sides(counters)));
        rows.add(List.of(
                "response time",
                SessionFields.averageResponseMs(counters)
                        .map(average -> Spans.text(Duration.ofMillis(average)) + " on average over "
                                + plural(counters.responses(), "answer"))
                        .orElse("-")));
        rows.add(List.of(
                "first question",
                summary.firstQuestion().map(SessionFields::oneLine).orElse("-")));
        rows.add(List.of("form", summary.formId().orElse("-")));
        rows.add(List.of(
                "expires",
                SessionFields.expiry(summary).map(time -> readable(time, 19)).orElse("never")));
        screen.table(List.of("SUMMARY", view.stored().isPresent() ? "" : "from the events"), rows);
    }

    private static String sides(Counters counters) {
        return "(visitor " + counters.userMessages() + ", bot " + counters.botMessages() + ")";
    }

    private static String plural(long count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    /** Cut to that many characters of its written form. */
    private static String readable(Instant time, int length) {
        return UtcTime.format(time).substring(0, length).replace('T', ' ') + " UTC";
    }
}
