package io.picasso.analytics.operation.gate;

import java.util.List;

/** Figures over numbers that were measured one by one. */
final class Samples {
    private Samples() {}

    /**
     * The number that so many of a hundred are not above, by the nearest rank.
     *
     * @throws IllegalArgumentException when there are none
     */
    static double percentile(List<Double> values, int percent) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no samples");
        }
        List<Double> sorted = values.stream().sorted().toList();
        int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
        return sorted.get(Math.max(0, rank - 1));
    }
}
