package io.picasso.analytics.operation.lake;

/**
 * How large a compacted object may get, and so how much of it is in memory.
 *
 * @param lines at most so many
 * @param bytes unpacked, at most so many; a single longer line is an object of its own
 * @param settled a compacted object that has at least so many bytes as it lies in the store is not rewritten for the
 *     sake of a few more lines
 */
public record PartLimits(int lines, long bytes, long settled) {
    /** What engines like to read: some megabytes packed. */
    public static final PartLimits DEFAULT = new PartLimits(200_000, 32L * 1024 * 1024, 1024 * 1024);

    public PartLimits {
        if (lines < 1 || bytes < 1 || settled < 0) {
            throw new IllegalArgumentException("not limits: " + lines + " lines, " + bytes + " bytes, " + settled);
        }
    }
}
