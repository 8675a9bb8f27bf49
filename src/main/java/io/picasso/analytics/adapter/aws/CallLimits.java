package io.picasso.analytics.adapter.aws;

import java.time.Duration;

/**
 * How long one call may take and how often it is tried.
 *
 * @param connect the longest wait for a connection
 * @param attempt the longest one attempt may take, from sending to the last byte of the answer
 * @param attempts how often a call is tried in all, with the SDK's standard back-off in between; at least 1
 * @param throttledAgain whether a throttled call is tried again as others are; false where the caller slows down instead
 */
public record CallLimits(Duration connect, Duration attempt, int attempts, boolean throttledAgain) {
    /** For services that answer at once. */
    public static final CallLimits DEFAULT = new CallLimits(Duration.ofSeconds(2), Duration.ofSeconds(10), 3, true);

    /** For a queue: a long poll of 20 seconds must fit into an attempt. */
    public static final CallLimits LONG_POLL = new CallLimits(Duration.ofSeconds(2), Duration.ofSeconds(30), 3, true);

    /** For objects: a large one must fit into an attempt. */
    public static final CallLimits TRANSFER = new CallLimits(Duration.ofSeconds(2), Duration.ofSeconds(60), 3, true);

    /** For many writes at once, whose pace is set by what the service says. */
    public static final CallLimits BULK = new CallLimits(Duration.ofSeconds(2), Duration.ofSeconds(10), 4, false);

    /**
     * For changes that must not be made twice: sent once, so that whoever sends looks at what is there before he sends
     * again. A program of some megabytes must fit into an attempt.
     */
    public static final CallLimits ONCE = new CallLimits(Duration.ofSeconds(2), Duration.ofSeconds(60), 1, false);
}
