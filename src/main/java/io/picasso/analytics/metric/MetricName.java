package io.picasso.analytics.metric;

import java.util.Arrays;
import java.util.Optional;

/** The metrics there are. */
public enum MetricName {
    CONVERSATIONS_SUMMARY("conversations_summary", "conversations", "summary", Facts.Kind.SLOTS),
    CONVERSATIONS_HEATMAP("conversations_heatmap", "conversations", "heatmap", Facts.Kind.SLOTS),
    CONVERSATIONS_TREND("conversations_trend", "conversations", "trend", Facts.Kind.SLOTS),
    TOP_QUESTIONS("top_questions", "conversations", "top-questions", Facts.Kind.QUESTIONS),
    RECENT_CONVERSATIONS("recent_conversations", "conversations", "recent", Facts.Kind.RECENT),
    FORMS_SUMMARY("forms_summary", "forms", "summary", Facts.Kind.FORMS),
    FORMS_BOTTLENECKS("forms_bottlenecks", "forms", "bottlenecks", Facts.Kind.FIELDS),
    FORMS_TOP_PERFORMERS("forms_top_performers", "forms", "top-performers", Facts.Kind.FORMS),
    ANALYTICS_SUMMARY("analytics_summary", "analytics", "summary", Facts.Kind.ACTIVITY),
    ANALYTICS_SESSIONS("analytics_sessions", "analytics", "sessions", Facts.Kind.ACTIVITY),
    ANALYTICS_EVENTS("analytics_events", "analytics", "events", Facts.Kind.ACTIVITY),
    ANALYTICS_FUNNEL("analytics_funnel", "analytics", "funnel", Facts.Kind.ACTIVITY);

    private final String label;
    private final String group;
    private final String part;
    private final Facts.Kind facts;

    MetricName(String label, String group, String part, Facts.Kind facts) {
        this.label = label;
        this.group = group;
        this.part = part;
        this.facts = facts;
    }

    /** The name in the keys of the cache. */
    public String label() {
        return label;
    }

    /** What it is about: {@code conversations}, {@code forms} or {@code analytics}. */
    public String group() {
        return group;
    }

    /** Its name in its group. */
    public String part() {
        return part;
    }

    /** The path of its route, such as {@code /forms/summary}. */
    public String path() {
        return "/" + group + "/" + part;
    }

    /** What it is computed from. */
    public Facts.Kind facts() {
        return facts;
    }

    /** The metric of that group and name; empty when there is none. */
    public static Optional<MetricName> find(String group, String part) {
        return Arrays.stream(values())
                .filter(metric -> metric.group.equals(group) && metric.part.equals(part))
                .findFirst();
    }
}
