package io.picasso.analytics.progress;

/** What writing costs. */
public final class Price {
    /** Dollars for a write unit on demand in us-east-1: 0.625 for a million (DynamoDB's price list since November 2024). */
    public static final double DOLLARS_PER_WRITE_UNIT = 0.625e-6;

    private Price() {}

    /** Dollars for so many write units. */
    public static double ofWrites(double units) {
        return units * DOLLARS_PER_WRITE_UNIT;
    }
}
