package io.picasso.analytics.session;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.EventType;
import io.picasso.analytics.event.Fingerprint;
import io.picasso.analytics.json.JsonText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What happened in a session, in step order, with what is peculiar about it.
 *
 * @param entries one for each distinct event
 */
public record Timeline(List<Entry> entries) {
    /** From here on a gap is worth a mark. */
    public static final Duration LONG_SILENCE = Duration.ofMinutes(5);

    /** Producers count from 1; step 0 stands for events without a number. */
    private static final int FIRST_STEP = 1;

    /**
     * An event in its place.
     *
     * @param gap time since the entry before; negative where the clock went back, empty for the first
     * @param missingBefore the hole in the step numbers right before it
     * @param marks in the order of {@link Mark}
     */
    public record Entry(Event event, Optional<Duration> gap, Optional<MissingSteps> missingBefore, List<Mark> marks) {}

    /** Two deliveries that differ in nothing but their time. */
    private record Likeness(int step, EventType type, String payload) {
        static Likeness of(Event event) {
            StringBuilder payload = new StringBuilder();
            JsonText.canonical(event.payload(), payload);
            return new Likeness(event.step(), event.type(), payload.toString());
        }
    }

    public Timeline {
        entries = List.copyOf(entries);
    }

    /** The timeline of one session's rows. Rows with the same fingerprint are one event. */
    public static Timeline of(Collection<Event> rows) {
        Map<Fingerprint, Event> distinct = new LinkedHashMap<>();
        Set<Fingerprint> twice = new HashSet<>();
        for (Event row : rows) {
            if (distinct.containsKey(row.fingerprint())) {
                twice.add(row.fingerprint());
            }
            distinct.merge(row.fingerprint(), row, Event::or);
        }
        List<Entry> entries = new ArrayList<>();
        Set<Likeness> seen = new HashSet<>();
        Optional<Event> before = Optional.empty();
        for (Event event : distinct.values().stream().sorted(Event.BY_STEP).toList()) {
            boolean repeat = !seen.add(Likeness.of(event)) || twice.contains(event.fingerprint());
            entries.add(entry(event, before, repeat));
            before = Optional.of(event);
        }
        return new Timeline(entries);
    }

    private static Entry entry(Event event, Optional<Event> before, boolean repeat) {
        Optional<Duration> gap = before.map(last -> Duration.between(last.occurredAt(), event.occurredAt()));
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        if (repeat) {
            marks.add(Mark.REPEAT);
        }
        if (event.time().skewed()) {
            marks.add(Mark.CLOCK_SKEWED);
        }
        if (gap.filter(Duration::isNegative).isPresent()) {
            marks.add(Mark.CLOCK_BACK);
        }
        if (gap.filter(silence -> silence.compareTo(LONG_SILENCE) >= 0).isPresent()) {
            marks.add(Mark.LONG_SILENCE);
        }
        int expected = Math.max(FIRST_STEP, before.map(last -> last.step() + 1).orElse(FIRST_STEP));
        Optional<MissingSteps> missing =
                event.step() > expected ? Optional.of(new MissingSteps(expected, event.step() - 1)) : Optional.empty();
        return new Entry(event, gap, missing, List.copyOf(marks));
    }

    /** All holes in the step numbers, in their order. */
    public List<MissingSteps> missingSteps() {
        return entries.stream().flatMap(entry -> entry.missingBefore().stream()).toList();
    }
}
