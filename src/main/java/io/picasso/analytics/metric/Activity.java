package io.picasso.analytics.metric;

import io.picasso.analytics.event.EventType;
import io.picasso.analytics.event.KnownEventType;
import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonValue.JsonObject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What happened in a range: by the type of the events, and by the period in which they occurred.
 *
 * @param total all events
 * @param types by the name of the type
 * @param periods by the first day of the period
 */
public record Activity(EventTally total, Map<String, EventTally> types, NavigableMap<LocalDate, EventTally> periods)
        implements Facts {
    /** Nothing. */
    public static final Activity NONE = new Activity(EventTally.ZERO, Map.of(), new TreeMap<>());

    private record Stage(String label, KnownEventType type) {}

    private static final List<Stage> STAGES = List.of(
            new Stage("Widget Opened", KnownEventType.WIDGET_OPENED),
            new Stage("Chip Clicked", KnownEventType.ACTION_CHIP_CLICKED),
            new Stage("Form Started", KnownEventType.FORM_STARTED),
            new Stage("Form Completed", KnownEventType.FORM_COMPLETED));

    private EventTally of(KnownEventType type) {
        return types.getOrDefault(type.name(), EventTally.ZERO);
    }

    /** Events; {@code conversion_rate} is of completed forms over opened widgets, both counted as events. */
    JsonObject summary() {
        long opens = of(KnownEventType.WIDGET_OPENED).events();
        long completed = of(KnownEventType.FORM_COMPLETED).events();
        return new JsonMembers()
                .put("total_sessions", total.sessions())
                .put("total_events", total.events())
                .put("widget_opens", opens)
                .put("forms_started", of(KnownEventType.FORM_STARTED).events())
                .put("forms_completed", completed)
                .put("chip_clicks", of(KnownEventType.ACTION_CHIP_CLICKED).events())
                .put("cta_clicks", of(KnownEventType.CTA_CLICKED).events())
                .put("conversion_rate", Decimals.json(Decimals.percent(completed, opens, 2)))
                .object();
    }

    /** The periods in which something happened, in order; a session counts in each of its periods. */
    List<JsonObject> series(Granularity granularity) {
        List<JsonObject> data = new ArrayList<>();
        periods.forEach((start, tally) -> data.add(new JsonMembers()
                .put("period", granularity.text(start))
                .put("sessions", tally.sessions())
                .put("events", tally.events())
                .object()));
        return data;
    }

    /** The types, the most frequent first, then in the order of their names. */
    List<JsonObject> events(Optional<EventType> only) {
        return types.entrySet().stream()
                .filter(entry ->
                        only.map(type -> type.name().equals(entry.getKey())).orElse(true))
                .sorted(Comparator.comparing((Map.Entry<String, EventTally> entry) ->
                                -entry.getValue().events())
                        .thenComparing(Map.Entry::getKey, QuestionCounts.BY_CODE_POINT))
                .map(entry -> new JsonMembers()
                        .put("type", entry.getKey())
                        .put("count", entry.getValue().events())
                        .put("unique_sessions", entry.getValue().sessions())
                        .object())
                .toList();
    }

    /** Sessions that reached each stage, whether or not they reached the ones before; rates are of the first. */
    JsonObject funnel() {
        long first = of(STAGES.get(0).type()).sessions();
        List<JsonObject> funnel = new ArrayList<>();
        for (Stage stage : STAGES) {
            long count = of(stage.type()).sessions();
            funnel.add(new JsonMembers()
                    .put("stage", stage.label())
                    .put("count", count)
                    .put(
                            "rate",
                            Decimals.json(
                                    funnel.isEmpty() ? BigDecimal.valueOf(100) : Decimals.percent(count, first, 2)))
                    .object());
        }
        long last = of(STAGES.get(STAGES.size() - 1).type()).sessions();
        return new JsonMembers()
                .put("funnel", funnel)
                .put("overall_conversion", Decimals.json(Decimals.percent(last, first, 2)))
                .object();
    }
}
