package io.picasso.analytics.operation.gate;

import static io.picasso.analytics.gate.Figure.count;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.gate.Measurement;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The events of a session as the API shows them.
 *
 * @param shown each in one text: step, type, time, payload
 */
record ApiTimeline(List<String> shown) {
    static ApiTimeline of(JsonObject body) {
        return new ApiTimeline(objects(body, "events").stream()
                .map(event -> text(
                        event.get("step_number").orElse(event) instanceof JsonNumber step ? step.text() : "",
                        event.text("event_type").orElse(""),
                        event.text("timestamp").orElse(""),
                        event.get("payload").orElse(JsonObject.EMPTY)))
                .toList());
    }

    /** What lies between them and the events that were sent. */
    Measurement measure(List<Event> sent) {
        List<Event> ordered = sent.stream().sorted(Event.BY_STEP).toList();
        List<String> expected = ordered.stream()
                .map(event -> text(
                        Integer.toString(event.step()),
                        event.type().name(),
                        UtcTime.format(event.occurredAt()),
                        event.payload()))
                .toList();
        Map<String, Integer> rest = new HashMap<>();
        shown.forEach(text -> rest.merge(text, 1, Integer::sum));
        List<String> seen = new ArrayList<>();
        int missing = 0;
        for (String text : expected) {
            if (rest.getOrDefault(text, 0) == 0) {
                missing++;
                seen.add("not shown: " + text.substring(0, Math.min(80, text.length())));
            } else {
                rest.merge(text, -1, Integer::sum);
            }
        }
        int changed = rest.values().stream().mapToInt(Integer::intValue).sum();
        int disorder = 0;
        for (int i = 0; i < Math.min(shown.size(), expected.size()); i++) {
            disorder += shown.get(i).equals(expected.get(i)) ? 0 : 1;
        }
        return Probes.taken(
                expected.size(),
                seen.stream().limit(3).toList(),
                count("missing", missing),
                count("changed", changed),
                count("disorder", missing + changed > 0 ? 0 : disorder));
    }

    private static String text(String step, String type, String time, JsonValue payload) {
        StringBuilder text = new StringBuilder("step " + step + " " + type + " " + time + " ");
        JsonText.canonical(payload, text);
        return text.toString();
    }

    static List<JsonObject> objects(JsonObject body, String name) {
        return body.get(name).orElse(body) instanceof JsonArray array
                ? array.elements().stream()
                        .filter(JsonObject.class::isInstance)
                        .map(JsonObject.class::cast)
                        .toList()
                : List.of();
    }
}
