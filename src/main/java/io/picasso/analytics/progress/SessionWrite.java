package io.picasso.analytics.progress;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What is about to be written of a session.
 *
 * @param anchoredAt the time in its summary's key
 * @param created whether this run has fixed that time, so that nobody had written about the session before
 * @param last the ordinal of the last line with an event of it
 * @param events the events that were not in the table as they are, and those a killed process had announced
 * @param earlier those of them that only the killed process had announced, and that are not written now
 */
public record SessionWrite(
        SessionName name,
        Instant anchoredAt,
        boolean created,
        long last,
        List<EventMark> events,
        List<EventMark> earlier) {
    public SessionWrite {
        events = List.copyOf(events);
        earlier = List.copyOf(earlier);
    }

    /** A write by a process before which none was killed. */
    public SessionWrite(SessionName name, Instant anchoredAt, boolean created, long last, List<EventMark> events) {
        this(name, anchoredAt, created, last, events, List.of());
    }

    /** What is left of it where its session is known to be written with these events: its anchor is, too. */
    SessionWrite without(Set<EventMark> written) {
        return new SessionWrite(name, anchoredAt, false, last, except(events, written), except(earlier, written));
    }

    /** The events that are written now. */
    Set<EventMark> now() {
        return Set.copyOf(except(events, Set.copyOf(earlier)));
    }

    private static List<EventMark> except(List<EventMark> marks, Set<EventMark> left) {
        return marks.stream().filter(mark -> !left.contains(mark)).toList();
    }
}
