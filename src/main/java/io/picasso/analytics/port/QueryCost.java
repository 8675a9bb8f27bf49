package io.picasso.analytics.port;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a query has read, and what Athena asks for it. Prices are those of us-east-1.
 *
 * @param scannedBytes bytes of the objects that were read; 0 for a result that was used again
 * @param reused whether an earlier result was taken and nothing was read
 * @param millis how long the engine worked on it
 */
public record QueryCost(long scannedBytes, boolean reused, long millis) {
    /** Athena bills at least this much for each query that reads anything. */
    public static final long MINIMUM_BYTES = 10_000_000L;

    /** A terabyte as Athena bills it. */
    public static final long TERABYTE = 1_000_000_000_000L;

    /** Dollars for a terabyte. */
    public static final BigDecimal DOLLARS_PER_TERABYTE = new BigDecimal("5");

    private static final int DIGITS = 8;

    /** The price of reading so many bytes in one query, in dollars. */
    public static BigDecimal dollars(long bytes) {
        return DOLLARS_PER_TERABYTE
                .multiply(BigDecimal.valueOf(Math.max(bytes, MINIMUM_BYTES)))
                .divide(BigDecimal.valueOf(TERABYTE), DIGITS, RoundingMode.HALF_UP);
    }

    /** What this query cost in AWS, in dollars; nothing where a result was used again. */
    public BigDecimal dollars() {
        return reused ? BigDecimal.ZERO : dollars(scannedBytes);
    }
}
