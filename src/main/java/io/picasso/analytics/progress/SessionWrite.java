package io.picasso.analytics.progress;

import java.time.Instant;
import java.util.List;

/**
 * What is about to be written of a session.
 *
 * @param anchoredAt the time in its summary's key
 * @param created whether this run has fixed that time, so that nobody had written about the session before
 * @param last the ordinal of the last line with an event of it
 * @param events the events that were not in the table as they are
 */
public record SessionWrite(SessionName name, Instant anchoredAt, boolean created, long last, List<EventMark> events) {
    public SessionWrite {
        events = List.copyOf(events);
    }
}
