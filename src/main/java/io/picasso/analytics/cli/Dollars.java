package io.picasso.analytics.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Amounts of money for a person. */
final class Dollars {
    private Dollars() {}

    /** Cents where there are any, and of less the first two digits: half a cent is not nothing. */
    static String of(double dollars) {
        BigDecimal amount = BigDecimal.valueOf(dollars);
        if (amount.signum() == 0) {
            return "0.00";
        }
        BigDecimal rounded = dollars >= 1
                ? amount.setScale(2, RoundingMode.HALF_UP)
                : amount.round(new MathContext(2, RoundingMode.HALF_UP));
        return rounded.scale() < 2 ? rounded.setScale(2).toPlainString() : rounded.toPlainString();
    }
}
