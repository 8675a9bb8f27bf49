package io.picasso.analytics.metric;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.EventType;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.session.Counters;
import io.picasso.analytics.session.SessionFold;
import io.picasso.analytics.session.SessionSummary;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;

/**
 * A session in a list of the newest.
 *
 * @param firstAnswer the preview of the bot's first message that has one, at most 200 characters; empty text where there
 *     is none
 */
public record RecentSession(SessionSummary session, String firstAnswer) {
    /** Newest first; of the same instant in the order of their ids. */
    public static final Comparator<SessionSummary> NEWEST = Comparator.comparing(SessionSummary::startedAt)
            .reversed()
            .thenComparing(session -> session.session().value());

    private static final double MILLIS = 1_000.0;

    /** The first answer among the events of a session; empty text where there is none. */
    public static String firstAnswer(Collection<Event> events) {
        return events.stream()
                .filter(event -> event.type().equals(EventType.MESSAGE_RECEIVED))
                .sorted(Event.BY_STEP)
                .flatMap(event -> event.payload().text("content_preview").stream())
                .filter(text -> !text.isBlank())
                .findFirst()
                .map(SessionFold::preview)
                .orElse("");
    }

    /** @param now the moment at which the outcome is judged */
    JsonObject json(Instant now) {
        Counters counters = session.counters();
        String question = session.firstQuestion().orElse("");
        return new JsonMembers()
                .put("session_id", session.session().value())
                .put("started_at", UtcTime.format(session.startedAt()))
                .put("topic", Topic.of(question).label())
                .put("first_question", question)
                .put("first_answer", firstAnswer)
                .put(
                        "response_time_seconds",
                        Decimals.json(Decimals.mean(counters.responseTimeMs(), counters.responses(), MILLIS, 1)))
                .put("message_count", counters.messages())
                .put("outcome", session.outcomeAt(now).label())
                .object();
    }
}
