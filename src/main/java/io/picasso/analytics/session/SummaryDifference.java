package io.picasso.analytics.session;

import io.picasso.analytics.event.UtcTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A figure on which a stored summary and the fold over the session's events do not agree.
 *
 * @param figure the name of the attribute
 * @param stored what the row says; empty text where it says nothing
 * @param folded what the events say; empty text where they say nothing
 */
public record SummaryDifference(String figure, String stored, String folded) {
    /**
     * All differences at a moment. The expiry is left out: it follows the retention that held when the row was written,
     * which the events do not tell.
     */
    public static List<SummaryDifference> between(SessionSummary stored, SessionSummary folded, Instant now) {
        Map<String, String> row = figures(stored, now);
        List<SummaryDifference> differences = new ArrayList<>();
        figures(folded, now).forEach((figure, value) -> {
            String other = row.getOrDefault(figure, "");
            if (!other.equals(value)) {
                differences.add(new SummaryDifference(figure, other, value));
            }
        });
        return differences;
    }

    private static Map<String, String> figures(SessionSummary summary, Instant now) {
        Counters counters = summary.counters();
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("started_at", UtcTime.format(summary.startedAt()));
        figures.put("ended_at", UtcTime.format(summary.endedAt()));
        figures.put("event_count", Long.toString(counters.events()));
        figures.put("user_message_count", Long.toString(counters.userMessages()));
        figures.put("bot_message_count", Long.toString(counters.botMessages()));
        figures.put("total_response_time_ms", Long.toString(counters.responseTimeMs()));
        figures.put("response_count", Long.toString(counters.responses()));
        figures.put("first_question", summary.firstQuestion().orElse(""));
        figures.put("outcome", summary.outcomeAt(now).label());
        figures.put("form_id", summary.formId().orElse(""));
        return figures;
    }

    /** In words, such as {@code event_count is 12 in the row, 14 by the events}. */
    @Override
    public String toString() {
        return figure + " is " + shown(stored) + " in the row, " + shown(folded) + " by the events";
    }

    private static String shown(String value) {
        return value.isEmpty() ? "absent" : value.length() <= 40 ? value : "'" + value.substring(0, 39) + "…'";
    }
}
