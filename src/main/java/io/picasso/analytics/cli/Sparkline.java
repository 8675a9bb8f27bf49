package io.picasso.analytics.cli;

import java.util.List;

/** Numbers as a row of bars, the last ones where there are more than columns. */
final class Sparkline {
    private static final String BARS = "▁▂▃▄▅▆▇█";

    private Sparkline() {}

    static String of(List<? extends Number> values, int columns) {
        List<Double> shown = values.stream()
                .skip(Math.max(0, values.size() - columns))
                .map(Number::doubleValue)
                .toList();
        double low = shown.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        double high = shown.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        StringBuilder line = new StringBuilder();
        for (double value : shown) {
            double share = high > low ? (value - low) / (high - low) : 0;
            line.append(BARS.charAt((int) Math.round(share * (BARS.length() - 1))));
        }
        return line.toString();
    }
}
