package io.picasso.analytics.operation.gate;

import io.picasso.analytics.gate.Figure;
import io.picasso.analytics.gate.Measurement;
import io.picasso.analytics.gate.Series;
import java.util.ArrayList;
import java.util.List;

/**
 * Times that were taken one by one.
 *
 * @param milliseconds in the order in which they were taken
 */
record Samples(List<Double> milliseconds) {
    Samples {
        milliseconds = List.copyOf(milliseconds);
    }

    boolean isEmpty() {
        return milliseconds.isEmpty();
    }

    int size() {
        return milliseconds.size();
    }

    /**
     * The time that so many of a hundred are not above, by the nearest rank.
     *
     * @throws IllegalArgumentException when there are none
     */
    double percentile(int percent) {
        if (isEmpty()) {
            throw new IllegalArgumentException("no samples");
        }
        List<Double> sorted = milliseconds.stream().sorted().toList();
        int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
        return sorted.get(Math.max(0, rank - 1));
    }

    /** The figures {@code p50} and so on, their names begun as is said. */
    List<Figure> figures(String prefix, int... percents) {
        List<Figure> figures = new ArrayList<>();
        for (int percent : percents) {
            figures.add(Figure.milliseconds(prefix + "p" + percent, percentile(percent)));
        }
        return figures;
    }

    /** A measurement of these figures, with every single time for a plot. */
    Measurement taken(String name, List<Figure> figures) {
        return new Measurement.Taken(figures, size(), Series.milliseconds(name, milliseconds), List.of());
    }
}
