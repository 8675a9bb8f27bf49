package io.picasso.analytics.metric;

import io.picasso.analytics.json.JsonValue.JsonNumber;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Rounding, and how rounded numbers are written. Half to even on the binary value, as in the system before this one:
 * 12.5 becomes 12, and 0.15 becomes 0.1, since it is a little less than it says.
 */
final class Decimals {
    private Decimals() {}

    /** The value with at most so many fraction digits. */
    static BigDecimal round(double value, int digits) {
        return new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN);
    }

    /** The share of a part in the whole, in percent; 0 where there is nothing to divide by. */
    static BigDecimal percent(long part, long whole, int digits) {
        return whole == 0 ? BigDecimal.ZERO : round((double) part / whole * 100, digits);
    }

    /** The mean; 0 where there is nothing to divide by. */
    static BigDecimal mean(long sum, long count, double divisor, int digits) {
        return count == 0 ? BigDecimal.ZERO : round((double) sum / count / divisor, digits);
    }

    /** Without zeros at the end, but always with a fraction digit, so that it can be told from a count. */
    static JsonNumber json(BigDecimal value) {
        BigDecimal plain = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        return new JsonNumber((plain.scale() < 1 ? plain.setScale(1) : plain).toPlainString());
    }
}
