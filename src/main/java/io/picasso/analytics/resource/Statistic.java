package io.picasso.analytics.resource;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/** How the values of a period become one. */
public enum Statistic {
    SUM("Sum"),
    MAXIMUM("Maximum");

    private final String word;

    Statistic(String word) {
        this.word = word;
    }

    /** CloudWatch's word. */
    public String word() {
        return word;
    }

    /** The statistic of that word; empty for one we do not use. */
    public static Optional<Statistic> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
    }

    /** The one value of a period.
     *
     * @param values at least one
     */
    public double of(Collection<Double> values) {
        return this == SUM
                ? values.stream().mapToDouble(Double::doubleValue).sum()
                : values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }
}
