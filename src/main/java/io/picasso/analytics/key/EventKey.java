package io.picasso.analytics.key;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.SessionId;
import java.util.Optional;

/** The whole key of an event item: the session's partition and the step's sort key. */
public record EventKey(SessionId session, StepKey step) {
    private static final String PARTITION_PREFIX = "SESSION#";

    /** The key of an event. */
    public static EventKey of(Event event) {
        return new EventKey(event.session(), StepKey.of(event));
    }

    /** The partition key of a session's events. */
    public static String partition(SessionId session) {
        return PARTITION_PREFIX + session.value();
    }

    /** Reads both parts; empty when they are not an event's key. */
    public static Optional<EventKey> parse(String partition, String sort) {
        if (!partition.startsWith(PARTITION_PREFIX)) {
            return Optional.empty();
        }
        return SessionId.parse(partition.substring(PARTITION_PREFIX.length()))
                .flatMap(session -> StepKey.parse(sort).map(step -> new EventKey(session, step)));
    }

    /** The partition key. */
    public String partition() {
        return partition(session);
    }

    /** The sort key. */
    public String sort() {
        return step.toString();
    }
}
