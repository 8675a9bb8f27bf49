package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.EventType;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.session.Mark;
import io.picasso.analytics.session.Timeline;
import io.picasso.analytics.session.Timeline.Entry;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Draws a timeline: a rail with a branch for each event, broken where steps are missing. */
record TimelineTable(Timeline timeline, Screen screen) {
    /** Below this many columns a line has no room for a column of its own for everything. */
    private static final int ROOMY = 72;

    private static final int DATE_END = "2025-12-28".length();
    private static final int TIME_START = DATE_END + 1;
    private static final int SECOND_END = "2025-12-28T09:15:02".length();
    private static final int MILLI_END = SECOND_END + ".481".length();

    void draw() {
        boolean roomy = !screen.bounded() || screen.width() >= ROOMY;
        List<String> header = roomy
                ? List.of("", "TIME", "GAP", "STEP", "EVENT", "TOOK", "DETAIL")
                : List.of("", "TIME", "STEP", "EVENT");
        List<List<String>> rows = new ArrayList<>();
        Optional<LocalDate> day = Optional.empty();
        int last = timeline.entries().size() - 1;
        for (int i = 0; i <= last; i++) {
            Entry entry = timeline.entries().get(i);
            LocalDate date = UtcTime.day(entry.event().occurredAt());
            entry.missingBefore()
                    .ifPresent(
                            missing -> rows.add(wide("┊", "", header, screen.toned(Tone.WARNING, missing.toString()))));
            if (day.isPresent() && !day.get().equals(date)) {
                rows.add(wide("│", screen.toned(Tone.FAINT, date.toString()), header, ""));
            }
            day = Optional.of(date);
            String rail = i == last ? "└" : i == 0 ? "┌" : "├";
            rows.add(roomy ? roomy(rail, entry) : narrow(rail, entry));
        }
        screen.textTable(header, rows, "GAP", "STEP", "TOOK");
    }

    /** A line of the rail that is no event. */
    private static List<String> wide(String rail, String time, List<String> header, String text) {
        List<String> cells = new ArrayList<>(List.of(rail, time));
        while (cells.size() < header.size() - 1) {
            cells.add("");
        }
        cells.add(text);
        return cells;
    }

    private List<String> roomy(String rail, Entry entry) {
        Event event = entry.event();
        return List.of(
                rail,
                UtcTime.format(event.occurredAt()).substring(TIME_START, MILLI_END),
                gap(entry),
                Integer.toString(event.step()),
                kind(event),
                took(event).orElse(""),
                marks(entry) + PayloadText.detail(event));
    }

    private List<String> narrow(String rail, Entry entry) {
        Event event = entry.event();
        String text = kind(event) + took(event).map(time -> " (" + time + ")").orElse("");
        String gap = gap(entry);
        return List.of(
                rail,
                UtcTime.format(event.occurredAt()).substring(TIME_START, SECOND_END),
                Integer.toString(event.step()),
                (gap.isEmpty() ? "" : gap + " ") + marks(entry) + text + " " + PayloadText.detail(event));
    }

    private String gap(Entry entry) {
        String text = entry.gap().map(Spans::signed).orElse("");
        boolean peculiar =
                entry.marks().contains(Mark.LONG_SILENCE) || entry.marks().contains(Mark.CLOCK_BACK);
        return peculiar ? screen.toned(Tone.WARNING, text) : text;
    }

    private String marks(Entry entry) {
        return entry.marks().isEmpty()
                ? ""
                : screen.toned(
                                Tone.WARNING,
                                entry.marks().stream().map(Mark::words).collect(Collectors.joining(", ", "[", "]")))
                        + " ";
    }

    private Optional<String> took(Event event) {
        return PayloadText.responseTime(event).map(Spans::text);
    }

    private String kind(Event event) {
        return screen.toned(tone(event.type()), PayloadText.kind(event.type()));
    }

    private static Tone tone(EventType type) {
        if (type.equals(EventType.MESSAGE_SENT)
                || type.equals(EventType.LINK_CLICKED)
                || type.equals(EventType.CTA_CLICKED)) {
            return Tone.STRONG;
        }
        if (type.equals(EventType.FORM_COMPLETED)) {
            return Tone.GOOD;
        }
        if (type.equals(EventType.FORM_ABANDONED)) {
            return Tone.WARNING;
        }
        return type.equals(EventType.MESSAGE_RECEIVED) ? Tone.PLAIN : Tone.FAINT;
    }
}
