package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.metric.MetricName;
import io.picasso.analytics.metric.MetricQuery;
import io.picasso.analytics.metric.MetricRange;
import io.picasso.analytics.operation.metrics.MetricAnswer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A metric. */
record MetricsAnswer(MetricAnswer answer) implements Answer {
    private static final int MINUTE_END = "2025-12-28T09:15".length();

    @Override
    public Map<String, Object> data() {
        return PlainJson.object(answer.tree());
    }

    @Override
    public Optional<String> rows() {
        return switch (metric()) {
            case CONVERSATIONS_SUMMARY, FORMS_SUMMARY, ANALYTICS_SUMMARY -> Optional.of("metrics");
            case CONVERSATIONS_HEATMAP -> Optional.of("heatmap");
            case CONVERSATIONS_TREND -> Optional.of("trend");
            case TOP_QUESTIONS -> Optional.of("questions");
            case RECENT_CONVERSATIONS -> Optional.of("conversations");
            case FORMS_BOTTLENECKS -> Optional.of("bottlenecks");
            case FORMS_TOP_PERFORMERS -> Optional.of("forms");
            case ANALYTICS_SESSIONS -> Optional.of("data");
            case ANALYTICS_EVENTS -> Optional.of("events");
            case ANALYTICS_FUNNEL -> Optional.of("funnel");
        };
    }

    /** A line for each block of hours, a column for each day, as on the screen. */
    @Override
    public Optional<List<Map<String, Object>>> table() {
        return metric() == MetricName.CONVERSATIONS_HEATMAP
                ? Optional.of(MetricChart.objects(answer.body(), "heatmap").stream()
                        .map(MetricsAnswer::hours)
                        .toList())
                : Optional.empty();
    }

    private static Map<String, Object> hours(JsonObject block) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("hour_block", MetricChart.cell(block, "hour_block"));
        MetricChart.objects(block, "data")
                .forEach(day -> line.put(MetricChart.cell(day, "day"), MetricChart.number(day, "value")));
        return line;
    }

    private MetricName metric() {
        return answer.request().query().metric();
    }

    @Override
    public void draw(Screen screen) {
        screen.line(screen.toned(Tone.STRONG, metric().group() + " " + metric().part()) + "  "
                + answer.request().tenant().id() + "  " + span());
        JsonObject body = answer.body();
        MetricChart chart = new MetricChart(screen);
        switch (metric()) {
            case CONVERSATIONS_SUMMARY, FORMS_SUMMARY, ANALYTICS_SUMMARY -> chart.figures(body);
            case CONVERSATIONS_HEATMAP -> chart.heatmap(body);
            case CONVERSATIONS_TREND -> chart.bars(body, "trend", "period", "value");
            case ANALYTICS_SESSIONS -> chart.bars(body, "data", "period", "sessions", "events");
            case ANALYTICS_EVENTS -> chart.bars(body, "events", "type", "count", "unique_sessions");
            case ANALYTICS_FUNNEL -> chart.bars(body, "funnel", "stage", "count", "rate");
            case TOP_QUESTIONS -> chart.list(body, "questions", List.of("count", "percentage", "question_text"));
            case RECENT_CONVERSATIONS ->
                chart.list(
                        body,
                        "conversations",
                        List.of("started_at", "session_id", "message_count", "outcome", "first_question"));
            case FORMS_BOTTLENECKS ->
                chart.list(
                        body,
                        "bottlenecks",
                        List.of("abandon_count", "abandon_percentage", "form_id", "field_label", "insight"));
            case FORMS_TOP_PERFORMERS ->
                chart.list(
                        body,
                        "forms",
                        List.of(
                                "conversion_rate",
                                "started",
                                "completions",
                                "avg_completion_time_seconds",
                                "trend",
                                "form_label"));
        }
        screen.line(screen.toned(Tone.FAINT, origin()));
    }

    private String span() {
        MetricQuery query = answer.request().query();
        MetricRange range = query.range();
        boolean zoned = metric() == MetricName.CONVERSATIONS_SUMMARY || metric() == MetricName.CONVERSATIONS_HEATMAP;
        return range.first() + " to " + range.last()
                + (zoned ? ", " + query.zone().getId() : ", UTC");
    }

    private String origin() {
        String from = switch (answer.source()) {
            case CACHE -> "computed ahead";
            case DYNAMODB -> "from the session tables";
            case ATHENA -> "from the lake";
        };
        return from + ", "
                + UtcTime.format(answer.at()).substring(0, MINUTE_END).replace('T', ' ') + " UTC"
                + answer.cost()
                        .map(cost -> ", " + cost.scannedBytes() + " bytes read")
                        .orElse("");
    }
}
