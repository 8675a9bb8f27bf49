package io.picasso.analytics.operation.metrics;

import java.time.Duration;

/**
 * How far around a range its sessions are looked for. A session belongs to a range by its first event, and its other
 * events may lie outside. Only a session that was silent for longer, across the range's bound, is seen in parts.
 */
final class SessionReach {
    static final Duration AROUND = Duration.ofDays(2);

    private SessionReach() {}
}
