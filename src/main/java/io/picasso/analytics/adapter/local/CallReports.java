package io.picasso.analytics.adapter.local;

import io.picasso.analytics.port.FunctionTelemetry.LogLine;
import io.picasso.analytics.resource.Measured;
import io.picasso.analytics.resource.Measured.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lambda's metrics, out of its {@code REPORT} line of each call. */
final class CallReports {
    private static final String REPORT = "REPORT RequestId: ";
    private static final Pattern DURATION = Pattern.compile("\tDuration: ([0-9.]+) ms");
    private static final Pattern FAILED = Pattern.compile("\tStatus: (error|timeout)");
    private static final String OWN_ERROR = "\"level\":\"ERROR\"";

    private CallReports() {}

    static Measured measured(String metric, List<LogLine> lines) {
        return switch (metric) {
            case "Duration" -> Measured.of(points(lines, CallReports::duration));
            case "Errors" -> Measured.of(points(lines, text -> Optional.of(failed(text) ? 1.0 : 0.0)));
            case "Invocations" -> Measured.of(points(lines, text -> Optional.of(1.0)));
            default -> Measured.not("the embedded stack does not measure " + metric + " of functions");
        };
    }

    /** Whether a line tells of an error. */
    static boolean isError(String text) {
        return text.contains(OWN_ERROR) || (text.startsWith(REPORT) && failed(text));
    }

    private static List<Point> points(List<LogLine> lines, Function<String, Optional<Double>> value) {
        List<Point> points = new ArrayList<>();
        for (LogLine line : lines) {
            if (line.text().startsWith(REPORT)) {
                value.apply(line.text()).ifPresent(number -> points.add(new Point(line.at(), number)));
            }
        }
        return points;
    }

    private static boolean failed(String report) {
        return FAILED.matcher(report).find();
    }

    private static Optional<Double> duration(String report) {
        Matcher found = DURATION.matcher(report);
        return found.find() ? Optional.of(Double.parseDouble(found.group(1))) : Optional.empty();
    }
}
