package io.picasso.analytics.metric;

import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whole UTC days a metric is about.
 *
 * @param name as it was asked for, such as {@code 30d}; {@code custom} for a range between dates
 * @param first the first day
 * @param last the last day to be named in answers; included
 * @param from the first instant
 * @param before the first instant after it
 */
public record MetricRange(String name, LocalDate first, LocalDate last, Instant from, Instant before) {
    /** The ranges that are computed ahead, the shortest first. */
    public static final List<String> CACHED = List.of("1d", "7d", "30d", "90d");

    /** The name of a range between dates. */
    public static final String CUSTOM = "custom";

    /** The most days a range may go back, and the most a range between dates may span. */
    public static final int MOST_DAYS = 365;

    private static final Pattern DAYS = Pattern.compile("[1-9]\\d{0,2}d");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    /**
     * The last days: from the beginning of the UTC day that many days ago, so {@code 1d} is yesterday and today. To now,
     * and on as far as a producer's clock may be ahead: what is dated a little into the future is not lost.
     *
     * @throws Failure INVALID_INPUT when the name is not 1d to 365d
     */
    public static MetricRange last(String name, Instant now) {
        int days = DAYS.matcher(name).matches() ? Integer.parseInt(name.substring(0, name.length() - 1)) : 0;
        if (days < 1 || days > MOST_DAYS) {
            throw Failure.of(FailureCode.INVALID_INPUT, "'" + name + "' is not a range")
                    .where("range")
                    .why("a range is 1d to " + MOST_DAYS + "d, or custom with start_date and end_date");
        }
        LocalDate today = UtcTime.day(now);
        LocalDate first = today.minusDays(days);
        return new MetricRange(name, first, today, start(first), start(today.plusDays(2)));
    }

    /**
     * The days from one to another, both included.
     *
     * @throws Failure INVALID_INPUT when one is no date, they are the wrong way round, or span too much
     */
    public static MetricRange between(String start, String end) {
        LocalDate first = date("start_date", start);
        LocalDate last = date("end_date", end);
        if (last.isBefore(first)) {
            throw Failure.of(FailureCode.INVALID_INPUT, "The range ends before it begins")
                    .where("end_date")
                    .why("from " + first + " to " + last);
        }
        if (ChronoUnit.DAYS.between(first, last) > MOST_DAYS) {
            throw Failure.of(FailureCode.INVALID_INPUT, "The range is too long")
                    .where("end_date")
                    .why("from " + first + " to " + last + " are more than " + MOST_DAYS + " days");
        }
        return new MetricRange(CUSTOM, first, last, start(first), start(last.plusDays(1)));
    }

    /** Whether it is computed ahead. */
    public boolean isCached() {
        return CACHED.contains(name);
    }

    /** Whether hours say more about it than days: it is of at most two dates. */
    boolean isShort() {
        return ChronoUnit.DAYS.between(first, last) <= 1;
    }

    /** Whether an instant belongs to it. */
    public boolean has(Instant time) {
        return !time.isBefore(from) && time.isBefore(before);
    }

    private static LocalDate date(String parameter, String text) {
        try {
            LocalDate date = DATE.matcher(text).matches() ? LocalDate.parse(text) : LocalDate.MIN;
            if (date.getYear() >= 1970) {
                return date;
            }
        } catch (DateTimeException e) {
            // Said below, as for every other text that is no date.
        }
        throw Failure.of(FailureCode.INVALID_INPUT, "'" + text + "' is not a date")
                .where(parameter)
                .why("a date is written like 2025-12-28");
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
