package io.picasso.analytics.operation.backfill;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.RejectionReason;
import io.picasso.analytics.port.SourceLine;
import java.util.List;
import java.util.OptionalInt;

/**
 * A line of a shard and what it holds.
 *
 * @param ordinal its place in the shard; grows from line to line, and is the same whenever the same parts are read
 * @param events of any tenant and day
 * @param rejected what in it is no event
 */
record Input(long ordinal, SourceLine line, List<Event> events, List<Rejected> rejected) {
    /**
     * Something that is no event.
     *
     * @param position its place in the line's envelope, from 0; empty when it is the whole line
     * @param original its text as it came
     */
    record Rejected(OptionalInt position, byte[] original, RejectionReason reason, String detail) {}

    private static final int LINE_BITS = 40;

    /** The ordinal of a line of a part. */
    static long ordinal(int part, long line) {
        return ((long) part << LINE_BITS) + line;
    }

    /** The part an ordinal lies in. */
    static int part(long ordinal) {
        return (int) (ordinal >>> LINE_BITS);
    }
}
