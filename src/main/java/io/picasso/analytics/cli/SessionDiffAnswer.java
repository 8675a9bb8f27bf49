package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.operation.query.SessionView;
import io.picasso.analytics.session.SessionSummary;
import io.picasso.analytics.session.TimelineComparison;
import io.picasso.analytics.session.TimelineComparison.Kind;
import io.picasso.analytics.session.TimelineComparison.Pair;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Two sessions side by side. */
record SessionDiffAnswer(SessionView one, SessionView other, TimelineComparison comparison) implements Answer {
    /** Figures that tell a session from every other, or follow from its retention. */
    private static final Set<String> OWN = Set.of("expires_at", "total_response_time_ms", "avg_response_time_ms");

    static SessionDiffAnswer of(SessionView one, SessionView other) {
        return new SessionDiffAnswer(one, other, TimelineComparison.of(one.timeline(), other.timeline()));
    }

    boolean isSame() {
        return comparison.isSame() && figures().isEmpty();
    }

    @Override
    public Map<String, Object> data() {
        Map<String, Object> counts = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            counts.put(label(kind), comparison.count(kind));
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("one", whole(one));
        fields.put("other", whole(other));
        fields.put("same", isSame());
        fields.put("figures", figures());
        fields.put("counts", counts);
        fields.put("events", comparison.pairs().stream().map(this::pair).toList());
        fields.put("source", SessionFields.SOURCE);
        return fields;
    }

    private static Map<String, Object> whole(SessionView view) {
        SessionSummary summary = summary(view);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("tenant_id", view.tenant().id());
        fields.putAll(SessionFields.times(summary));
        fields.putAll(SessionFields.summary(summary, view.readAt()));
        return fields;
    }

    /** As the events tell it; the row may not know all of them yet. */
    private static SessionSummary summary(SessionView view) {
        return view.folded().orElseGet(view::summary);
    }

    /** Those that are not the same. */
    private List<Map<String, Object>> figures() {
        Map<String, Object> ours = SessionFields.summary(summary(one), one.readAt());
        Map<String, Object> theirs = SessionFields.summary(summary(other), other.readAt());
        List<Map<String, Object>> differing = new ArrayList<>();
        ours.forEach((figure, value) -> {
            if (!OWN.contains(figure) && !Objects.equals(value, theirs.get(figure))) {
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put("figure", figure);
                fields.put("one", value);
                fields.put("other", theirs.get(figure));
                differing.add(fields);
            }
        });
        return differing;
    }

    private Map<String, Object> pair(Pair pair) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", label(pair.kind()));
        fields.put("step_number", pair.either().step());
        fields.put("event_type", pair.either().type().name());
        fields.put("one", pair.one().map(SessionDiffAnswer::event).orElse(null));
        fields.put("other", pair.other().map(SessionDiffAnswer::event).orElse(null));
        return fields;
    }

    private static Map<String, Object> event(Event event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("timestamp", UtcTime.format(event.occurredAt()));
        fields.put("event_id", event.eventId());
        fields.put("payload", PlainJson.object(event.payload()));
        return fields;
    }

    private static String label(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Optional<String> rows() {
        return Optional.of("events");
    }

    @Override
    public void draw(Screen screen) {
        String ours = one.session().value();
        String theirs = other.session().value();
        List<List<String>> figures = new ArrayList<>();
        figures.add(List.of(
                "started",
                UtcTime.format(summary(one).startedAt()),
                UtcTime.format(summary(other).startedAt())));
        figures.add(List.of(
                "duration",
                Spans.text(summary(one).duration()),
                Spans.text(summary(other).duration())));
        figures()
                .forEach(figure -> figures.add(List.of(
                        String.valueOf(figure.get("figure")).replace('_', ' '),
                        screen.toned(Tone.WARNING, shown(figure.get("one"))),
                        screen.toned(Tone.WARNING, shown(figure.get("other"))))));
        screen.textTable(List.of("FIGURE", ours, theirs), figures);
        screen.line("");
        List<List<String>> events = comparison.pairs().stream()
                .filter(pair -> pair.kind() != Kind.SAME)
                .flatMap(pair -> lines(pair, screen).stream())
                .toList();
        if (!events.isEmpty()) {
            screen.textTable(List.of("", "STEP", "EVENT", "DETAIL"), events, "STEP");
            screen.line("");
        }
        screen.line(
                isSame()
                        ? "The same: " + Plural.of(comparison.count(Kind.SAME), "event") + "."
                        : Plural.of(comparison.count(Kind.SAME), "event") + " the same, "
                                + comparison.count(Kind.CHANGED) + " changed, " + comparison.count(Kind.ONLY_ONE)
                                + " only in " + ours + " (-), " + comparison.count(Kind.ONLY_OTHER) + " only in "
                                + theirs + " (+).");
    }

    /** A changed event has two lines, one for each side. */
    private static List<List<String>> lines(Pair pair, Screen screen) {
        List<List<String>> lines = new ArrayList<>();
        pair.one().ifPresent(event -> lines.add(line("-", Tone.BAD, event, screen)));
        pair.other().ifPresent(event -> lines.add(line("+", Tone.GOOD, event, screen)));
        return lines;
    }

    private static List<String> line(String sign, Tone tone, Event event, Screen screen) {
        return List.of(
                screen.toned(tone, sign),
                Integer.toString(event.step()),
                PayloadText.kind(event.type()),
                PayloadText.detail(event));
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "-" : SessionFields.oneLine(value.toString());
    }
}
