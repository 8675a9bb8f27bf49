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
