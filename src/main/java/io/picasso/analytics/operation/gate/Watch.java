package io.picasso.analytics.operation.gate;

import java.time.Duration;

/**
 * How the writing of the tables is watched.
 *
 * @param time how long
 * @param interval between two looks
 */
public record Watch(Duration time, Duration interval) {
    /** What the plan asks for. */
    public static final Duration USUAL = Duration.ofMinutes(15);

    /** Between two looks, unless it is said otherwise. */
    public static final Duration USUAL_INTERVAL = Duration.ofSeconds(10);

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
