package io.picasso.analytics.operation.dashboard;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.operation.query.SessionView;
import io.picasso.analytics.session.Counters;
import io.picasso.analytics.session.SessionSummary;
import java.time.Instant;

/** How sessions stand in the API's answers. */
final class SessionBody {
    /** Where every answer about sessions comes from. */
    static final String SOURCE = "dynamodb";

    private static final int LONGEST_QUESTION = 100;

    private SessionBody() {}

    /** One session with its events. */
    static JsonObject of(SessionView view) {
        SessionSummary summary = view.summary();
        return new JsonMembers()
                .put("session_id", view.session().value())
                .put("tenant_id", view.tenant().id())
                .putAll(times(summary))
                .put(
                        "summary",
                        counts(summary.counters())
                                .put("outcome", summary.outcomeAt(view.readAt()).label())
                                .put("first_question", summary.firstQuestion().map(SessionBody::cut))
                                .put("form_id", summary.formId()))
                .put(
                        "events",
                        view.timeline().entries().stream()
                                .map(entry -> event(entry.event()))
                                .toList())
                .put("event_count", view.timeline().entries().size())
                .put("source", SOURCE)
                .object();
    }

    /** One session in a list. */
    static JsonObject row(SessionSummary summary, Instant now) {
        return new JsonMembers()
                .put("session_id", summary.session().value())
                .putAll(times(summary))
                .put("outcome", summary.outcomeAt(now).label())
                .putAll(counts(summary.counters()).object())
                .put("event_count", summary.counters().events())
                .put("first_question", cut(summary.firstQuestion().orElse("")))
                .put("form_id", summary.formId())
                .object();
    }

    private static JsonObject times(SessionSummary summary) {
        return new JsonMembers()
                .put("started_at", UtcTime.format(summary.startedAt()))
                .put("ended_at", UtcTime.format(summary.endedAt()))
                .put("duration_seconds", summary.duration().toSeconds())
                .object();
    }

    private static JsonMembers counts(Counters counters) {
        return new JsonMembers()
                .put("message_count", counters.messages())
                .put("user_message_count", counters.userMessages())
                .put("bot_message_count", counters.botMessages());
    }

    private static JsonObject event(Event event) {
        return new JsonMembers()
                .put("step_number", event.step())
                .put("event_type", event.type().name())
                .put("timestamp", UtcTime.format(event.occurredAt()))
                .put("payload", event.payload())
                .object();
    }

    /** Never in the middle of a character of two parts. */
    private static String cut(String question) {
        return question.codePointCount(0, question.length()) <= LONGEST_QUESTION
                ? question
                : question.substring(0, question.offsetByCodePoints(0, LONGEST_QUESTION));
    }
}
