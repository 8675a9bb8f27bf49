package io.picasso.analytics.operation.query;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.EventTime;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.StoredFormat;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.session.SessionQuery;
import io.picasso.analytics.session.SessionSummary;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads all sessions of a list with their events, one after the other, so that any number of them fits into memory. */
public final class SessionExport {
    private static final int PAGE = 100;

    private final SessionQueries queries;

    public SessionExport(SessionQueries queries) {
        this.queries = queries;
    }

    /**
     * Hands over every session of a list, newest first. One that is deleted meanwhile is left out.
     *
     * @throws Failure as {@link SessionQueries} says
     */
    public void each(SessionQuery query, Consumer<SessionView> taker) {
        Optional<String> next = Optional.empty();
        do {
            SessionPage page = queries.list(new ListRequest(query, PAGE, next));
            for (SessionSummary summary : page.sessions()) {
                find(query, summary.session()).ifPresent(taker);
            }
            next = page.next();
        } while (next.isPresent());
    }

    /**
     * An event as it would lie in the lake, but for where the visitor came from: the tables do not have that. When it
     * reached us they only have where the producer's clock was not believed, and only there it matters.
     */
    public static JsonObject line(Event event, String environment) {
        EventTime time = event.time();
        Event known = time.skewed() && time.received() == null
                ? new Event(
                        event.tenant(),
                        event.session(),
                        event.step(),
                        event.type(),
                        event.payload(),
                        new EventTime(time.client(), time.occurredAt(), time.occurredAt(), true),
                        event.fingerprint(),
                        event.producer())
                : event;
        return StoredFormat.write(known, environment);
    }

    private Optional<SessionView> find(SessionQuery query, SessionId session) {
        try {
            return Optional.of(queries.show(Optional.of(query.tenant()), session));
        } catch (Failure failure) {
            if (failure.code() == FailureCode.NOT_FOUND) {
                return Optional.empty();
            }
            throw failure;
        }
    }
}
