package io.picasso.analytics.benchmark;

import java.time.Duration;

/**
 * Answers to the same request over several connections at once.
 *
 * @param perSecond answers a second, all connections together
 * @param median milliseconds of an answer
 * @param last milliseconds in which 99 of 100 were there
 */
record Served(double perSecond, double median, double last) {
    /** Of the single times, in milliseconds. */
    static Served of(Figures times, Duration measured) {
        return new Served(times.count() / (measured.toMillis() / 1e3), times.median(), times.percentile(99));
    }
}
