package io.picasso.analytics.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A line in CloudWatch's embedded metric format, read by the rules of its specification. */
final class EmbeddedMetrics {
    private static final Set<String> UNITS = Set.of("Count", "Milliseconds");

    private EmbeddedMetrics() {}

    /** The metrics of a line by name; fails where CloudWatch would drop the line. */
    static Map<String, BigDecimal> read(JsonObject line) {
        JsonObject header = (JsonObject) line.get("_aws").orElseThrow();
        assertThat(number(header, "Timestamp"))
                .isBetween(new BigDecimal("1600000000000"), new BigDecimal("9999999999999"));
        List<JsonValue> directives = array(header, "CloudWatchMetrics");
        assertThat(directives).hasSize(1);
        JsonObject directive = (JsonObject) directives.get(0);
        assertThat(directive.text("Namespace")).contains("PicassoAnalytics");
        for (JsonValue set : array(directive, "Dimensions")) {
            List<JsonValue> dimensions = ((JsonArray) set).elements();
            assertThat(dimensions).hasSizeBetween(1, 30);
            for (JsonValue dimension : dimensions) {
                // The target of a dimension is a text of 1 to 1024 characters at the root.
                assertThat(line.text(((JsonString) dimension).value()).orElseThrow())
                        .hasSizeBetween(1, 1024);
            }
        }
        List<JsonValue> definitions = array(directive, "Metrics");
        assertThat(definitions).hasSizeBetween(1, 100);
        Map<String, BigDecimal> metrics = new TreeMap<>();
        for (JsonValue definition : definitions) {
            String name = ((JsonObject) definition).text("Name").orElseThrow();
            assertThat(name).hasSizeBetween(1, 1024);
            assertThat(((JsonObject) definition).text("Unit")).get().isIn(UNITS);
            assertThat(metrics.put(name, number(line, name))).isNull();
        }
        return metrics;
    }

    private static BigDecimal number(JsonObject object, String name) {
        return ((JsonNumber) object.get(name).orElseThrow()).decimal().orElseThrow();
    }

    private static List<JsonValue> array(JsonObject object, String name) {
        return ((JsonArray) object.get(name).orElseThrow()).elements();
    }
}
