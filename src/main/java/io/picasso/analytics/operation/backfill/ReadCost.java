package io.picasso.analytics.operation.backfill;

import java.math.BigDecimal;

/**
 * What reading the input cost.
 *
 * @param scannedBytes bytes that queries have read
 * @param dollars what is asked for them
 */
public record ReadCost(long scannedBytes, BigDecimal dollars) {
    public static final ReadCost NOTHING = new ReadCost(0, BigDecimal.ZERO);
}
