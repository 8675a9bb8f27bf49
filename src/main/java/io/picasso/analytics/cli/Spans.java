package io.picasso.analytics.cli;

import java.time.Duration;

/** Spans of time for a person: short, and no more exact than is of use. */
final class Spans {
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Spans() {}

    /** Such as {@code 420ms}, {@code 1.5s}, {@code 2m05s}, {@code 3h07m} or {@code 2d04h}; what is finer is cut off. */
    static String text(Duration span) {
        long millis = Math.abs(span.toMillis());
        return (span.isNegative() ? "-" : "") + positive(millis);
    }

    /** The same with a sign, whichever it is. */
    static String signed(Duration span) {
        return span.isNegative() ? text(span) : "+" + text(span);
    }

    private static String positive(long millis) {
        if (millis < SECOND) {
            return millis + "ms";
        }
        if (millis < MINUTE) {
            return millis / SECOND + "." + millis % SECOND / 100 + "s";
        }
        if (millis < HOUR) {
            return pair(millis, MINUTE, "m", SECOND, "s");
        }
        return millis < DAY ? pair(millis, HOUR, "h", MINUTE, "m") : pair(millis, DAY, "d", HOUR, "h");
    }

    private static String pair(long millis, long large, String largeName, long small, String smallName) {
        long rest = millis % large / small;
        return millis / large + largeName + (rest < 10 ? "0" : "") + rest + smallName;
    }
}
