package io.picasso.analytics.gate;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * One measured number.
 *
 * @param name what it is, in snake_case, such as {@code p99}
 * @param value the number, exact
 * @param unit what it counts
 */
public record Figure(String name, BigDecimal value, Unit unit) {
    /** Digits behind the point; what is measured here is not known more exactly. */
    private static final int DIGITS = 3;

    public Figure {
        value = value.setScale(DIGITS, RoundingMode.HALF_UP).stripTrailingZeros();
    }

    /** A number of things. */
    public static Figure count(String name, long value) {
        return new Figure(name, BigDecimal.valueOf(value), Unit.COUNT);
    }

    /**
     * A number of milliseconds.
     *
     * @throws IllegalArgumentException when it is no number
     */
    public static Figure milliseconds(String name, double value) {
        return of(name, value, Unit.MILLISECONDS);
    }

    /**
     * A number of anything.
     *
     * @throws IllegalArgumentException when it is no number
     */
    public static Figure of(String name, double value, Unit unit) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " is " + value);
        }
        return new Figure(name, BigDecimal.valueOf(value), unit);
    }

    /** The number with its unit, such as {@code 12.5 ms}. */
    public String text() {
        return text(value, unit);
    }

    static String text(BigDecimal value, Unit unit) {
        return value.toPlainString() + (unit.sign().isEmpty() ? "" : " " + unit.sign());
    }
}
