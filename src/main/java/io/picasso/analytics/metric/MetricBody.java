package io.picasso.analytics.metric;

import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;

/** What an answer says about a metric: everything but whose it is and where it comes from. */
public final class MetricBody {
    private MetricBody() {}

    /**
     * The body.
     *
     * @param facts those of the metric's kind, of the query's range
     */
    public static JsonObject of(MetricQuery query, Facts facts) {
        return switch (query.metric()) {
            case CONVERSATIONS_SUMMARY -> figures(query, ((SessionSlots) facts).summary(query.zone()));
            case CONVERSATIONS_HEATMAP -> heatmap(query, Heatmap.of((SessionSlots) facts, query.zone()));
            case CONVERSATIONS_TREND -> Trend.of((SessionSlots) facts, query.granularity());
            case TOP_QUESTIONS -> ((QuestionCounts) facts).top(query.limit());
            case RECENT_CONVERSATIONS -> ((RecentSessions) facts).page(query.page(), query.limit());
            case FORMS_SUMMARY -> figures(query, ((FormCounts) facts).summary());
            case FORMS_BOTTLENECKS -> ((FieldStops) facts).top(query.limit());
            case FORMS_TOP_PERFORMERS -> ((FormCounts) facts).top(query.order(), query.limit());
            case ANALYTICS_SUMMARY -> figures(query, ((Activity) facts).summary());
            case ANALYTICS_SESSIONS ->
                new JsonMembers()
                        .put("granularity", query.granularity().label())
                        .put("data", ((Activity) facts).series(query.granularity()))
                        .object();
            case ANALYTICS_EVENTS ->
                new JsonMembers()
                        .put("events", ((Activity) facts).events(query.type()))
                        .object();
            case ANALYTICS_FUNNEL -> ((Activity) facts).funnel();
        };
    }

    /** Figures stand in a member of their own; those of conversations say which days and hours they are about. */
    static JsonObject figures(MetricQuery query, JsonObject figures) {
        JsonMembers body = new JsonMembers().put("metrics", figures);
        if (query.metric() == MetricName.CONVERSATIONS_SUMMARY) {
            body.put("timezone", query.zone().getId());
            body.put(
                    "date_range",
                    new JsonMembers()
                            .put("start", query.range().first().toString())
                            .put("end", query.range().last().toString())
                            .object());
        }
        return body.object();
    }

    static JsonObject heatmap(MetricQuery query, JsonObject map) {
        JsonMembers body =
                new JsonMembers().put("timezone", new JsonString(query.zone().getId()));
        map.members().forEach(body::put);
        return body.object();
    }
}
