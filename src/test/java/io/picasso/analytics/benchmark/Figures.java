package io.picasso.analytics.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Measurements of one thing, in any unit. */
final class Figures {
    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    void clear() {
        values.clear();
    }

    int count() {
        return values.size();
    }

    double median() {
        return percentile(50);
    }

    double min() {
        return Collections.min(values);
    }

    double max() {
        return Collections.max(values);
    }

    double total() {
        return values.stream().mapToDouble(Double::doubleValue).sum();
    }

    /** All of them, whole numbers, in the order they came. */
    String list() {
        return values.stream()
                .map(v -> String.format(Locale.ROOT, "%,d", Math.round(v)))
                .collect(Collectors.joining("  "));
    }

    /** The nearest-rank percentile; for the 50th of an even number, the mean of the two in the middle. */
    double percentile(int percent) {
        List<Double> sorted = values.stream().sorted().toList();
        if (percent == 50 && sorted.size() % 2 == 0) {
            return (sorted.get(sorted.size() / 2 - 1) + sorted.get(sorted.size() / 2)) / 2;
        }
        int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
        return sorted.get(Math.max(0, rank - 1));
    }

    /** Events per second, rounded, with thousands separated. */
    static String rate(double perSecond) {
        return String.format(Locale.ROOT, "%,d/s", Math.round(perSecond));
    }

    static String ms(double millis) {
        return String.format(Locale.ROOT, "%.1f ms", millis);
    }

    static String times(double ratio) {
        return String.format(Locale.ROOT, "%.2f x", ratio);
    }
}
