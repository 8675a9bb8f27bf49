package io.picasso.analytics.operation.backfill;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.progress.SessionName;
import java.time.Instant;
import java.util.List;

/**
 * Distinct events of one session that are written together.
 *
 * @param first the ordinal of the first line with one of them
 * @param last the ordinal of the last
 */
record SessionBatch(SessionName name, List<Event> events, long first, long last) {
    /** The time of its first event. */
    Instant earliest() {
        return events.stream().map(Event::occurredAt).min(Instant::compareTo).orElseThrow();
    }
}
