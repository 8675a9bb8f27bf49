package io.picasso.analytics.cli;

import static io.picasso.analytics.cli.GateReport.escaped;

import io.picasso.analytics.gate.CheckResult;
import io.picasso.analytics.gate.Limit;
import io.picasso.analytics.gate.Unit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Plots the numbers of a check as SVG: a line in the order in which they were measured, and its limit where one is near. */
final class SvgPlot {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 160;
    private static final int LEFT = 70;
    private static final int MARGIN = 14;

    private SvgPlot() {}

    static String of(CheckResult result) {
        List<Double> values = result.series().values().stream()
                .map(value -> value.doubleValue())
                .toList();
        Unit unit = result.series().unit();
        double high = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        double low = Math.min(
                0, values.stream().mapToDouble(Double::doubleValue).min().orElse(0));
        Optional<Limit> limit = result.limits().stream()
                .filter(one -> one.unit() == unit && one.bound().doubleValue() > 0)
                .findFirst();
        double top = Math.max(
                high,
                limit.map(one -> one.bound().doubleValue())
                        .filter(bound -> bound <= 4 * high)
                        .orElse(high));
        double scale = top > low ? top - low : 1;
        StringBuilder svg = new StringBuilder("<figure>\n<svg viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(HEIGHT)
                .append("\" role=\"img\" aria-label=\"")
                .append(escaped(result.check() + ", " + result.series().name()))
                .append("\">\n");
        axis(svg, top, y(top, low, scale), unit);
        axis(svg, low, y(low, low, scale), unit);
        limit.filter(one -> one.bound().doubleValue() <= top)
                .ifPresent(one -> svg.append("<line x1=\"" + LEFT + "\" x2=\"" + (WIDTH - MARGIN) + "\" y1=\"")
                        .append(number(y(one.bound().doubleValue(), low, scale)))
                        .append("\" y2=\"")
                        .append(number(y(one.bound().doubleValue(), low, scale)))
                        .append("\" stroke=\"#b3121d\" stroke-dasharray=\"6 4\"/>\n"));
        svg.append("<polyline fill=\"none\" stroke=\"#2f6fde\" stroke-width=\"2\" points=\"");
        for (int i = 0; i < values.size(); i++) {
            double x = LEFT + (double) (WIDTH - LEFT - MARGIN) * i / Math.max(1, values.size() - 1);
            svg.append(i == 0 ? "" : " ").append(number(x)).append(',').append(number(y(values.get(i), low, scale)));
        }
        svg.append("\"/>\n</svg>\n<figcaption><code>")
                .append(escaped(result.check()))
                .append("</code> ")
                .append(escaped(result.series().name()))
                .append(", ")
                .append(values.size())
                .append(" measured one by one")
                .append(limit.map(one -> "; limit " + escaped(one.text())).orElse(""))
                .append("</figcaption>\n</figure>\n");
        return svg.toString();
    }

    private static void axis(StringBuilder svg, double value, double y, Unit unit) {
        svg.append("<text x=\"" + (LEFT - 8) + "\" y=\"")
                .append(number(y + 4))
                .append("\" text-anchor=\"end\" font-size=\"11\" fill=\"#888\">")
                .append(String.format(Locale.ROOT, "%.1f", value))
                .append(unit.sign().isEmpty() ? "" : " " + unit.sign())
                .append("</text>\n<line x1=\"" + LEFT + "\" x2=\"" + (WIDTH - MARGIN) + "\" y1=\"")
                .append(number(y))
                .append("\" y2=\"")
                .append(number(y))
                .append("\" stroke=\"#8884\"/>\n");
    }

    private static double y(double value, double low, double scale) {
        return HEIGHT - MARGIN - (value - low) / scale * (HEIGHT - 2 * MARGIN);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
