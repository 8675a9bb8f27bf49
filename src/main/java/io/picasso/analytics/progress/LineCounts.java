package io.picasso.analytics.progress;

/**
 * What became of the lines that were read.
 *
 * @param lines read, blank ones aside
 * @param events read from them, of the tenants and days that were asked for
 * @param repeated events that came again while their session was still held
 * @param expired events past their retention; they are not written
 * @param outside events of other tenants or days
 * @param rejected pieces that are no events
 */
public record LineCounts(long lines, long events, long repeated, long expired, long outside, long rejected) {
    public static final LineCounts ZERO = new LineCounts(0, 0, 0, 0, 0, 0);

    /** Events that were read and are neither written nor found there, nor are to be. */
    public long notYetWritten(WriteCounts written) {
        return Math.max(0, left(written));
    }

    /**
     * The counts of a run that is complete: an event that was neither written nor found there came again. How often one
     * does is seen differently where a killed process and the next one held other sessions back.
     */
    public LineCounts settled(WriteCounts written) {
        return new LineCounts(lines, events, Math.max(0, repeated + left(written)), expired, outside, rejected);
    }

    private long left(WriteCounts written) {
        return events - repeated - expired - written.events() - written.present();
    }

    public LineCounts plus(LineCounts other) {
        return new LineCounts(
                lines + other.lines,
                events + other.events,
                repeated + other.repeated,
                expired + other.expired,
                outside + other.outside,
                rejected + other.rejected);
    }
}
