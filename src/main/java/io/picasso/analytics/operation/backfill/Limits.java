package io.picasso.analytics.operation.backfill;

import io.picasso.analytics.progress.ErrorBudget;
import java.util.OptionalDouble;

/**
 * What a run may take.
 *
 * @param errors how much may be rejected
 * @param dollars what its writes may cost in all its processes together; empty for any
 * @param readers shards read at once
 * @param writers parcels written at once
 * @param heldEvents events that readers may hold back together
 */
public record Limits(ErrorBudget errors, OptionalDouble dollars, int readers, int writers, int heldEvents) {
    /** Enough for sessions to be complete, and little enough for a small heap. */
    public static final int HELD_EVENTS = 24_000;

    /** Bytes of lines held back for each event at most, on average. */
    private static final int BYTES_PER_EVENT = 768;

    SessionWindow window() {
        int events = Math.max(1, heldEvents / readers);
        return new SessionWindow(events, (long) events * BYTES_PER_EVENT);
    }
}
