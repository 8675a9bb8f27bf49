package io.picasso.analytics.metric;

import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.json.JsonValue.JsonObject;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is computed ahead for a metric and a range: enough for every question of that range which needs no look at the
 * facts. Of lists the beginning is kept, and how long the whole is; what is asked beyond that is not answered from here.
 */
public final class CachedMetric {
    /** The newest sessions that are kept. */
    public static final int RECENT = 50;

    /** The forms that are kept. A tenant has few; where there are more, these are the best. */
    static final int FORMS = 100;

    private static final String ZONES = "after_hours_by_zone";
    private static final String ZONE = "timezone";
    private static final String AFTER_HOURS = "after_hours_percentage";

    private CachedMetric() {}

    /** What is kept. */
    public static JsonObject data(MetricName metric, MetricRange range, Facts facts) {
        return switch (metric) {
            case CONVERSATIONS_SUMMARY -> summary((SessionSlots) facts);
            case CONVERSATIONS_HEATMAP ->
                byZone(zone -> Heatmap.of((SessionSlots) facts, zone)).object();
            case CONVERSATIONS_TREND ->
                Trend.of((SessionSlots) facts, MetricParameters.defaultGranularity(metric, range));
            case TOP_QUESTIONS -> ((QuestionCounts) facts).top(QuestionCounts.MOST);
            case RECENT_CONVERSATIONS -> recent((RecentSessions) facts);
            case FORMS_SUMMARY -> ((FormCounts) facts).summary();
            case FORMS_BOTTLENECKS -> ((FieldStops) facts).top(FieldStops.MOST);
            case FORMS_TOP_PERFORMERS -> forms((FormCounts) facts);
            case ANALYTICS_SUMMARY -> ((Activity) facts).summary();
            case ANALYTICS_SESSIONS ->
                new JsonMembers()
                        .put("data", ((Activity) facts).series(Granularity.DAY))
                        .object();
            case ANALYTICS_EVENTS ->
                new JsonMembers()
                        .put("events", ((Activity) facts).events(Optional.empty()))
                        .object();
            case ANALYTICS_FUNNEL -> ((Activity) facts).funnel();
        };
    }

    private static JsonMembers byZone(Function<ZoneId, JsonValue> value) {
        JsonMembers zones = new JsonMembers();
        Zones.CACHED.forEach(zone -> zones.put(zone.getId(), value.apply(zone)));
        return zones;
    }

    private static JsonObject summary(SessionSlots slots) {
        JsonMembers members = new JsonMembers();
        slots.summary(Zones.DEFAULT).members().forEach(members::put);
        return members.put(
                        ZONES,
                        Zones.CACHED.stream()
                                .map(zone -> new JsonMembers()
                                        .put(ZONE, zone.getId())
                                        .put(AFTER_HOURS, Decimals.json(slots.afterHours(zone)))
                                        .object())
                                .toList())
                .object();
    }

    private static JsonObject recent(RecentSessions recent) {
        JsonObject page = recent.page(1, RECENT);
        return new JsonMembers()
                .put("conversations", page.get("conversations").orElseThrow())
                .put("total_count", recent.total())
                .object();
    }

    private static JsonObject forms(FormCounts forms) {
        JsonMembers members = new JsonMembers();
        forms.top(FormOrder.CONVERSION_RATE, FORMS).members().forEach(members::put);
        return members.put("total_forms", forms.forms().size()).object();
    }

    /** Whether a question may be answered by what is kept at all; whether it is there is another matter. */
    public static boolean covers(MetricQuery query) {
        return query.range().isCached()
                && query.formId().isEmpty()
                && query.granularity() == MetricParameters.defaultGranularity(query.metric(), query.range())
                && switch (query.metric()) {
                    case CONVERSATIONS_SUMMARY, CONVERSATIONS_HEATMAP -> Zones.CACHED.contains(query.zone());
                    default -> true;
                };
    }

    /**
     * The body of an answer, from what was kept.
     *
     * @return empty where it does not hold what is asked for
     */
    public static Optional<JsonObject> body(MetricQuery query, JsonObject kept) {
        JsonObject data = Restored.of(kept);
        return switch (query.metric()) {
            case CONVERSATIONS_SUMMARY -> conversations(query, data);
            case CONVERSATIONS_HEATMAP -> object(data, query.zone().getId()).map(map -> MetricBody.heatmap(query, map));
            case CONVERSATIONS_TREND, ANALYTICS_FUNNEL -> Optional.of(data);
            case TOP_QUESTIONS -> listed(data, "questions", query.limit());
            case RECENT_CONVERSATIONS -> page(query, data);
            case FORMS_SUMMARY, ANALYTICS_SUMMARY -> Optional.of(MetricBody.figures(query, data));
            case FORMS_BOTTLENECKS -> listed(data, "bottlenecks", query.limit());
            case FORMS_TOP_PERFORMERS -> topForms(query, data);
            case ANALYTICS_SESSIONS ->
                data.get("data")
                        .map(series -> new JsonMembers()
                                .put("granularity", query.granularity().label())
                                .put("data", series)
                                .object());
            case ANALYTICS_EVENTS ->
                objects(data, "events")
                        .map(events -> new JsonMembers()
                                .put(
                                        "events",
                                        events.stream()
                                                .filter(event -> query.type()
                                                        .map(type -> event.text("type")
                                                                .equals(Optional.of(type.name())))
                                                        .orElse(true))
                                                .toList())
                                .object());
        };
    }

    private static Optional<JsonObject> conversations(MetricQuery query, JsonObject data) {
        return objects(data, ZONES).orElse(List.of()).stream()
                .filter(zone -> zone.text(ZONE).equals(Optional.of(query.zone().getId())))
                .flatMap(zone -> zone.get(AFTER_HOURS).stream())
                .findFirst()
                .map(share -> {
                    JsonMembers figures = new JsonMembers();
                    data.members().forEach((name, value) -> {
                        if (!name.equals(ZONES)) {
                            figures.put(name, name.equals(AFTER_HOURS) ? share : value);
                        }
                    });
                    return MetricBody.figures(query, figures.object());
                });
    }

    private static Optional<JsonObject> page(MetricQuery query, JsonObject data) {
        Optional<Long> total = count(data, "total_count");
        Optional<List<JsonObject>> all = objects(data, "conversations");
        if (total.isEmpty() || all.isEmpty()) {
            return Optional.empty();
        }
        int size = all.get().size();
        long end = query.offset() + query.limit();
        if (end > size && size < total.get()) {
            return Optional.empty();
        }
        List<JsonObject> shown = all.get().subList((int) Math.min(query.offset(), size), (int) Math.min(end, size));
        return Optional.of(RecentSessions.page(shown, total.get(), query.page(), query.limit()));
    }

    private static Optional<JsonObject> topForms(MetricQuery query, JsonObject data) {
        Optional<List<JsonObject>> forms = objects(data, "forms");
        Optional<Long> completions = count(data, "total_completions");
        Optional<Long> total = count(data, "total_forms");
        boolean enough = forms.isPresent()
                && total.isPresent()
                && (forms.get().size() == total.get() || query.order() == FormOrder.CONVERSION_RATE);
        return enough && completions.isPresent()
                ? Optional.of(FormCounts.top(forms.get(), query.order(), query.limit(), completions.get()))
                : Optional.empty();
    }

    private static Optional<JsonObject> listed(JsonObject data, String list, int limit) {
        return objects(data, list).map(all -> {
            JsonMembers members = new JsonMembers();
            data.members().forEach(members::put);
            return members.put(list, all.stream().limit(limit).toList()).object();
        });
    }

    private static Optional<JsonObject> object(JsonObject data, String name) {
        return data.get(name).filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
    }

    private static Optional<List<JsonObject>> objects(JsonObject data, String name) {
        return data.get(name)
                .filter(JsonArray.class::isInstance)
                .map(list -> ((JsonArray) list)
                        .elements().stream()
                                .filter(JsonObject.class::isInstance)
                                .map(JsonObject.class::cast)
                                .toList());
    }

    private static Optional<Long> count(JsonObject data, String name) {
        return data.get(name)
                .filter(JsonNumber.class::isInstance)
                .flatMap(number -> ((JsonNumber) number).decimal().map(BigDecimal::longValue));
    }
}
