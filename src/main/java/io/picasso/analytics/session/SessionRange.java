package io.picasso.analytics.session;

import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A stretch of time in which sessions began, by the time in their key.
 *
 * @param asked what was asked for, in one spelling: the same for every page of a list, whenever it is read
 * @param from the first instant of the range
 * @param before the first instant after the range
 */
public record SessionRange(String asked, Instant from, Instant before) {
    /** The most days a range may go back by its name. */
    public static final int MOST_DAYS = 365;

    /** What a name is, in words. */
    public static final String NAMES = "1d to " + MOST_DAYS + "d";

    /** The name of every other range. */
    public static final String CUSTOM = "custom";

    private static final Pattern DAYS = Pattern.compile("[1-9][0-9]{0,2}d");

    private static final Duration DAY = Duration.ofDays(1);

    /**
     * The last days: from the beginning of the UTC day that many days ago to now, and on as far as a producer's clock
     * may be ahead.
     *
     * @throws Failure INVALID_INPUT when the name is not one of {@link #NAMES}
     */
    public static SessionRange last(String name, Instant now) {
        if (!isName(name)) {
            throw Failure.of(FailureCode.INVALID_INPUT, "'" + name + "' is not a range")
                    .why("a range is " + NAMES)
                    .next("Take one of them, or give dates with --from and --to.");
        }
        int days = days(name);
        return new SessionRange(name, startOfDay(UtcTime.day(now).minusDays(days)), openEnd(now));
    }

    /**
     * A range between dates or instants, both included: a date stands for its whole UTC day.
     *
     * @param from empty: from the beginning
     * @param to empty: to now
     * @throws Failure INVALID_INPUT when one cannot be read, or they are the wrong way round
     */
    public static SessionRange between(Optional<String> from, Optional<String> to, Instant now) {
        Instant first = from.map(
                        text -> date(text).map(SessionRange::startOfDay).orElseGet(() -> instant(text)))
                .orElse(UtcTime.MIN);
        Optional<Instant> end = to.map(text -> date(text)
                        .map(date -> startOfDay(date).plus(DAY))
                        .orElseGet(() -> instant(text).plusMillis(1)))
                .map(time -> time.isBefore(UtcTime.MAX) ? time : UtcTime.MAX);
        Instant before = end.orElseGet(() -> openEnd(now));
        if (!first.isBefore(before)) {
            throw Failure.of(FailureCode.INVALID_INPUT, "The range ends before it begins")
                    .why("from " + UtcTime.format(first) + " to " + to.orElse("now"))
                    .next("Give the earlier time with --from and the later one with --to.");
        }
        String asked = UtcTime.format(first) + "/" + end.map(UtcTime::format).orElse("");
        return new SessionRange(asked, first, before);
    }

    /** Whether it is one of {@link #NAMES}. */
    public boolean isNamed() {
        return isName(asked);
    }

    /** Whether a text names a range. */
    public static boolean isName(String text) {
        return DAYS.matcher(text).matches() && days(text) <= MOST_DAYS;
    }

    private static int days(String name) {
        return Integer.parseInt(name.substring(0, name.length() - 1));
    }

    /** The name in answers. */
    public String name() {
        return isNamed() ? asked : CUSTOM;
    }

    /** The same question with the bounds it had when the first page was read. */
    SessionRange at(Instant first, Instant after) {
        return new SessionRange(asked, first, after);
    }

    /** An event may claim to be up to a day ahead of its receipt, so a list to now goes to the end of tomorrow. */
    private static Instant openEnd(Instant now) {
        return startOfDay(UtcTime.day(now).plusDays(2));
    }

    private static Optional<LocalDate> date(String text) {
        if (!text.matches("\\d{4}-\\d{2}-\\d{2}")) {
            return Optional.empty();
        }
        try {
            LocalDate date = LocalDate.parse(text);
            return date.getYear() < 1970 ? Optional.empty() : Optional.of(date);
        } catch (DateTimeException e) {
            throw unreadable(text);
        }
    }

    /** A bare number would be taken for seconds since 1970, which nobody means who types a date without its dashes. */
    private static Instant instant(String text) {
        return Optional.of(text)
                .filter(time -> time.indexOf('T') > 0)
                .flatMap(UtcTime::parse)
                .orElseThrow(() -> unreadable(text));
    }

    private static Instant startOfDay(LocalDate date) {
        return date.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Failure unreadable(String text) {
        return Failure.of(FailureCode.INVALID_INPUT, "'" + text + "' is neither a date nor a time")
                .next("Write 2025-12-28 or 2025-12-28T09:15:00Z; without an offset there is no time.");
    }
}
