package io.picasso.analytics.adapter.local;

import io.picasso.analytics.event.Reading;
import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import io.picasso.analytics.port.FunctionTelemetry.LogLine;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.resource.Measured.Point;
import io.picasso.analytics.resource.MetricName;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and writes CloudWatch's embedded metric format: lines of a log that are metrics at the same time. */
final class EmbeddedMetrics {
    private static final String HEADER = "_aws";

    private final JsonParser parser;

    EmbeddedMetrics(JsonParser parser) {
        this.parser = parser;
    }

    /** The values of a metric in lines of a log. */
    List<Point> points(List<LogLine> lines, MetricName metric) {
        List<Point> points = new ArrayList<>();
        for (LogLine line : lines) {
            // Most lines hold no metric; parsing them all would take longer than reading them.
            if (line.text().contains(HEADER)) {
                object(line.text())
                        .flatMap(object -> value(object, metric))
                        .ifPresent(value -> points.add(new Point(line.at(), value)));
            }
        }
        return points;
    }

    private Optional<JsonObject> object(String text) {
        return parser.parse(text.getBytes(StandardCharsets.UTF_8)) instanceof Reading.Accepted<JsonValue> accepted
                        && accepted.value() instanceof JsonObject object
                ? Optional.of(object)
                : Optional.empty();
    }

    private static Optional<Double> value(JsonObject line, MetricName metric) {
        boolean declared = line.get(HEADER).stream()
                .flatMap(header -> elements(header, "CloudWatchMetrics").stream())
                .anyMatch(directive -> declares(line, directive, metric));
        return declared
                ? line.get(metric.name())
                        .filter(JsonNumber.class::isInstance)
                        .flatMap(number -> ((JsonNumber) number).decimal())
                        .map(BigDecimal::doubleValue)
                : Optional.empty();
    }

    private static boolean declares(JsonObject line, JsonValue directive, MetricName metric) {
        return directive instanceof JsonObject object
                && object.text("Namespace").filter(metric.namespace()::equals).isPresent()
                && elements(object, "Metrics").stream()
                        .anyMatch(one -> one instanceof JsonObject named
                                && named.text("Name")
                                        .filter(metric.name()::equals)
                                        .isPresent())
                && elements(object, "Dimensions").stream()
                        .anyMatch(names -> dimensions(line, names).equals(metric.dimensions()));
    }

    private static Map<String, String> dimensions(JsonObject line, JsonValue names) {
        Map<String, String> dimensions = new LinkedHashMap<>();
        if (names instanceof JsonArray array) {
            for (JsonValue name : array.elements()) {
                if (name instanceof JsonString string) {
                    dimensions.put(string.value(), line.text(string.value()).orElse(""));
                }
            }
        }
        return dimensions;
    }

    private static List<JsonValue> elements(JsonValue value, String member) {
        return value instanceof JsonObject object
                        && object.get(member).orElse(JsonValue.JsonNull.NULL) instanceof JsonArray array
                ? array.elements()
                : List.of();
    }

    /** A line that holds one value. */
    static String line(MetricName metric, double value, Instant at) {
        JsonMembers directive = new JsonMembers()
                .put("Namespace", metric.namespace())
                .put(
                        "Dimensions",
                        List.of(new JsonArray(metric.dimensions().keySet().stream()
                                .<JsonValue>map(JsonString::new)
                                .toList())))
                .put(
                        "Metrics",
                        List.of(new JsonMembers().put("Name", metric.name()).object()));
        JsonMembers line = new JsonMembers()
                .put(
                        HEADER,
                        new JsonMembers()
                                .put("Timestamp", at.toEpochMilli())
                                .put("CloudWatchMetrics", List.of(directive.object())));
        metric.dimensions().forEach(line::put);
        return JsonText.compact(
                line.put(metric.name(), BigDecimal.valueOf(value)).object());
    }
}
