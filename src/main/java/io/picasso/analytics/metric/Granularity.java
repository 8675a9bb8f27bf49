package io.picasso.analytics.metric;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** How long the periods of a series are, in UTC. */
public enum Granularity {
    HOUR,
    DAY,
    WEEK,
    MONTH;

    private static final DateTimeFormatter MONTH_FORM = DateTimeFormatter.ofPattern("uuuu-MM", Locale.ROOT);

    /** The name in requests and answers. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The first day of the period a day belongs to; weeks begin on Monday. */
    public LocalDate startOf(LocalDate day) {
        return switch (this) {
            case HOUR, DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
        };
    }

    /** The period that begins on a day, as text: {@code 2025-12-28}, {@code 2026-W01} (of ISO-8601) or {@code 2025-12}. */
    String text(LocalDate start) {
        return switch (this) {
            case HOUR, DAY -> start.toString();
            case WEEK ->
                String.format(
                        Locale.ROOT,
                        "%04d-W%02d",
                        start.get(IsoFields.WEEK_BASED_YEAR),
                        start.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case MONTH -> MONTH_FORM.format(start);
        };
    }
}
