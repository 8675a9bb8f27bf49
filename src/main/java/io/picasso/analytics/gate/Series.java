package io.picasso.analytics.gate;

import java.math.BigDecimal;
import java.util.List;

/**
 * Numbers in the order in which they were measured, for a plot.
 *
 * @param name what they are
 * @param unit what they count
 * @param values the numbers; none when nothing was recorded one by one
 */
public record Series(String name, Unit unit, List<BigDecimal> values) {
    /** Nothing was recorded one by one. */
    public static final Series NONE = new Series("", Unit.COUNT, List.of());

    /** The most numbers that are kept: a plot is no wider, and a record stays small. */
    public static final int MOST = 500;

    /** Keeps the last {@value #MOST}. Without numbers it is {@link #NONE}, whatever it is called. */
    public Series {
        name = values.isEmpty() ? "" : name;
        unit = values.isEmpty() ? Unit.COUNT : unit;
        String of = name;
        Unit counted = unit;
        values = values.stream()
                .skip(Math.max(0, values.size() - MOST))
                .map(value -> new Figure(of, value, counted).value())
                .toList();
    }

    /** Milliseconds, one by one. */
    public static Series milliseconds(String name, List<Double> values) {
        return new Series(
                name,
                Unit.MILLISECONDS,
                values.stream().map(BigDecimal::valueOf).toList());
    }
}
