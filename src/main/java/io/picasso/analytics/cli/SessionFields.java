package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.session.Counters;
import io.picasso.analytics.session.Outcome;
import io.picasso.analytics.session.SessionSummary;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How sessions stand in answers. */
final class SessionFields {
    /** Where every answer about sessions comes from. */
    static final String SOURCE = "dynamodb";

    private SessionFields() {}

    static Map<String, Object> times(SessionSummary summary) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("session_id", summary.session().value());
        fields.put("started_at", UtcTime.format(summary.startedAt()));
        fields.put("ended_at", UtcTime.format(summary.endedAt()));
        fields.put("duration_seconds", summary.duration().toSeconds());
        return fields;
    }

    static Map<String, Object> summary(SessionSummary summary, Instant now) {
        Counters counters = summary.counters();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("outcome", summary.outcomeAt(now).label());
        fields.put("event_count", counters.events());
        fields.put("message_count", counters.messages());
        fields.put("user_message_count", counters.userMessages());
        fields.put("bot_message_count", counters.botMessages());
        fields.put("response_count", counters.responses());
        fields.put("total_response_time_ms", counters.responseTimeMs());
        fields.put("avg_response_time_ms", averageResponseMs(counters).orElse(null));
        fields.put("first_question", summary.firstQuestion().orElse(null));
        fields.put("form_id", summary.formId().orElse(null));
        fields.put("expires_at", expiry(summary).map(UtcTime::format).orElse(null));
        return fields;
    }

    /** Rounded half to even, as the metrics are; empty when no response time counts. */
    static Optional<Long> averageResponseMs(Counters counters) {
        return counters.responses() == 0
                ? Optional.empty()
                : Optional.of(BigDecimal.valueOf(counters.responseTimeMs())
                        .divide(BigDecimal.valueOf(counters.responses()), 0, RoundingMode.HALF_EVEN)
                        .longValueExact());
    }

    /** Empty for a row that never expires. */
    static Optional<Instant> expiry(SessionSummary summary) {
        return summary.ttl() >= 0 && summary.ttl() <= UtcTime.MAX.getEpochSecond()
                ? Optional.of(Instant.ofEpochSecond(summary.ttl()))
                : Optional.empty();
    }

    static Tone tone(Outcome outcome) {
        return switch (outcome) {
            case FORM_COMPLETED -> Tone.GOOD;
            case LINK_CLICKED, CTA_CLICKED -> Tone.STRONG;
            case ABANDONED -> Tone.WARNING;
            case BROWSING -> Tone.PLAIN;
        };
    }

    /** A text that may have many lines, on one. */
    static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
