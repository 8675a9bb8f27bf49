package io.picasso.analytics.local.lambda;

import java.time.Duration;

/**
 * How long things take and are kept.
 *
 * @param idle how long an environment without calls is kept
 * @param settle how long a change is under way. It would need none, but in AWS it takes a moment, and whoever forgets to
 *     wait for it should see that here.
 */
record Timing(Duration idle, Duration settle) {
    static final Timing USUAL = new Timing(Duration.ofMinutes(5), Duration.ofMillis(100));
}
