package io.picasso.analytics.operation.warehouse;

import java.time.LocalDate;

/**
 * Days of the lake, in UTC.
 *
 * @param from the first
 * @param to the last, included
 */
public record DayRange(LocalDate from, LocalDate to) {
    public DayRange {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException(to + " is before " + from);
        }
    }

    /** One day. */
    public static DayRange of(LocalDate day) {
        return new DayRange(day, day);
    }

    /** Whether it holds the day. */
    boolean has(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }
}
