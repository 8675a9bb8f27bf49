package io.picasso.analytics.adapter.local;

import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import io.picasso.analytics.resource.AlarmRule;
import io.picasso.analytics.resource.AlarmState;
import io.picasso.analytics.resource.FoundAlarm;
import io.picasso.analytics.resource.MetricName;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The text form of an alarm in the file of alarms. */
final class AlarmText {
    private AlarmText() {}

    static JsonObject write(FoundAlarm alarm) {
        AlarmRule rule = alarm.rule();
        JsonMembers dimensions = new JsonMembers();
        rule.metric().dimensions().forEach(dimensions::put);
        return new JsonMembers()
                .put("name", alarm.name())
                .put("namespace", rule.metric().namespace())
                .put("metric", rule.metric().name())
                .put("dimensions", dimensions)
                .put("statistic", rule.statistic())
                .put("period_seconds", rule.period().toSeconds())
                .put("periods", rule.periods())
                .put("breaches", rule.breaches())
                .put("comparison", rule.comparison())
                .put("threshold", BigDecimal.valueOf(rule.threshold()))
                .put("missing", rule.missing())
                .put("description", alarm.description())
                .texts("topics", alarm.topics().stream().sorted().toList())
                .put("state", alarm.state().word())
                .put("reason", alarm.state().reason())
                .put("since", alarm.state().since().map(UtcTime::format))
                .object();
    }

    /** The alarm; empty where the text is none. */
    static Optional<FoundAlarm> read(JsonObject object) {
        return object.text("name")
                .map(name -> new FoundAlarm(
                        name,
                        rule(object),
                        text(object, "description"),
                        topics(object),
                        new AlarmState(
                                object.text("state").orElse(AlarmState.UNKNOWN),
                                text(object, "reason"),
                                object.text("since").flatMap(UtcTime::parse))));
    }

    private static AlarmRule rule(JsonObject object) {
        Map<String, String> dimensions = new LinkedHashMap<>();
        if (object.get("dimensions").orElse(JsonValue.JsonNull.NULL) instanceof JsonObject found) {
            found.members().keySet().forEach(name -> dimensions.put(name, text(found, name)));
        }
        return new AlarmRule(
                new MetricName(text(object, "namespace"), text(object, "metric"), dimensions),
                text(object, "statistic"),
                Duration.ofSeconds((long) number(object, "period_seconds")),
                (int) number(object, "periods"),
                (int) number(object, "breaches"),
                text(object, "comparison"),
                number(object, "threshold"),
                text(object, "missing"));
    }

    private static Set<String> topics(JsonObject object) {
        List<JsonValue> topics = object.get("topics").orElse(JsonValue.JsonNull.NULL) instanceof JsonArray array
                ? array.elements()
                : List.of();
        return topics.stream()
                .filter(JsonString.class::isInstance)
                .map(topic -> ((JsonString) topic).value())
                .collect(Collectors.toSet());
    }

    private static String text(JsonObject object, String name) {
        return object.text(name).orElse("");
    }

    private static double number(JsonObject object, String name) {
        return object.get(name)
                .filter(JsonNumber.class::isInstance)
                .flatMap(number -> ((JsonNumber) number).decimal())
                .map(BigDecimal::doubleValue)
                .orElse(0.0);
    }
}
