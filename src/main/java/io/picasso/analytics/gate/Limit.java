package io.picasso.analytics.gate;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;

/**
 * What one figure of a measurement may be.
 *
 * @param figure the figure's name
 * @param rule how it is compared
 * @param bound what it is compared with
 * @param unit what the bound counts
 */
public record Limit(String figure, Rule rule, BigDecimal bound, Unit unit) {
    /** How a figure is compared with its bound. */
    public enum Rule {
        BELOW("<"),
        AT_MOST("≤"),
        AT_LEAST("≥"),
        EXACTLY("=");

        private final String sign;

        Rule(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }

        /** The rule with that sign; empty when there is none. */
        public static Optional<Rule> find(String sign) {
            return Arrays.stream(values())
                    .filter(rule -> rule.sign().equals(sign))
                    .findFirst();
        }

        boolean holds(BigDecimal value, BigDecimal bound) {
            int order = value.compareTo(bound);
            return switch (this) {
                case BELOW -> order < 0;
                case AT_MOST -> order <= 0;
                case AT_LEAST -> order >= 0;
                case EXACTLY -> order == 0;
            };
        }
    }

    public Limit {
        bound = new Figure(figure, bound, unit).value();
    }

    /** There must be none of it. */
    public static Limit none(String figure) {
        return exactly(figure, 0);
    }

    /** There must be exactly so many. */
    public static Limit exactly(String figure, long count) {
        return new Limit(figure, Rule.EXACTLY, BigDecimal.valueOf(count), Unit.COUNT);
    }

    /** There must be so many, or more. */
    public static Limit atLeast(String figure, long count) {
        return new Limit(figure, Rule.AT_LEAST, BigDecimal.valueOf(count), Unit.COUNT);
    }

    /** It must be less than so much. */
    public static Limit below(String figure, long bound, Unit unit) {
        return new Limit(figure, Rule.BELOW, BigDecimal.valueOf(bound), unit);
    }

    /** It must not be more than so much. */
    public static Limit atMost(String figure, long bound, Unit unit) {
        return new Limit(figure, Rule.AT_MOST, BigDecimal.valueOf(bound), unit);
    }

    /** Whether a figure keeps it. A figure of another name or unit does not. */
    public boolean holds(Figure measured) {
        return measured.name().equals(figure) && measured.unit() == unit && rule.holds(measured.value(), bound);
    }

    /** The limit for a person, such as {@code p99 ≤ 100 ms}. */
    public String text() {
        return figure + " " + rule.sign() + " " + Figure.text(bound, unit);
    }
}
