package io.picasso.analytics.progress;

/**
 * What was written.
 *
 * @param sessions whose rows were brought up to date
 * @param events put
 * @param present events that were in the table already, and were not put
 * @param units write units consumed
 */
public record WriteCounts(long sessions, long events, long present, double units) {
    public static final WriteCounts ZERO = new WriteCounts(0, 0, 0, 0);

    public WriteCounts plus(WriteCounts other) {
        return new WriteCounts(
                sessions + other.sessions, events + other.events, present + other.present, units + other.units);
    }
}
