package io.picasso.analytics.operation.verify;

/**
 * What was mended.
 *
 * @param sessions sessions that were worked on
 * @param eventsWritten events put from the lake, those put over a wrong row included
 * @param eventsDeleted event rows deleted, bare ones with their new row in place included
 * @param summariesWritten summaries set to the fold
 * @param summariesDeleted summary rows deleted
 * @param anchorsWritten anchors fixed anew
 * @param anchorsDeleted anchors deleted that had neither events nor a summary
 * @param left rows that somebody else changed in between, which stay as they are
 */
public record Mended(
        long sessions,
        long eventsWritten,
        long eventsDeleted,
        long summariesWritten,
        long summariesDeleted,
        long anchorsWritten,
        long anchorsDeleted,
        long left) {
    public static final Mended NOTHING = new Mended(0, 0, 0, 0, 0, 0, 0, 0);

    Mended plus(Mended other) {
        return new Mended(
                sessions + other.sessions,
                eventsWritten + other.eventsWritten,
                eventsDeleted + other.eventsDeleted,
                summariesWritten + other.summariesWritten,
                summariesDeleted + other.summariesDeleted,
                anchorsWritten + other.anchorsWritten,
                anchorsDeleted + other.anchorsDeleted,
                left + other.left);
    }
}
