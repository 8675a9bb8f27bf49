package io.picasso.analytics.operation.gate;

import java.time.Duration;

/**
 * How the writing of the tables is watched.
 *
 * @param time how long
 * @param interval between two looks
 */
public record Watch(Duration time, Duration interval) {
    /** Longer is a matter of alarms. */
    public static final Duration LONGEST = Duration.ofDays(1);

    /** Between two looks at most: a run that gives no sign of life for long is taken for dead. */
    public static final Duration RAREST = Duration.ofMinutes(5);

    /** What the tables may add to a call before the watch ends, in milliseconds: the check's own limit. */
    double overhead() {
        return io.picasso.analytics.gate.Checks.find("4.watch").orElseThrow().limits().stream()
                .filter(limit -> limit.figure().equals("overhead"))
                .findFirst()
                .orElseThrow()
                .bound()
                .doubleValue();
    }
}
