package io.picasso.analytics.operation.ingest;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.key.SummaryKey;
import io.picasso.analytics.port.SessionStore;
import io.picasso.analytics.port.SessionStore.StoredEvent;
import io.picasso.analytics.session.Retention;
import io.picasso.analytics.session.SessionFold;
import io.picasso.analytics.session.SessionSummary;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Brings a session's summary up to its events. Whoever writes last has read everything before, so that writers may race
 * in any way and the last state is the fold of all events.
 */
public final class SummaryWriter {
    /** Enough for a crowd of writers on one session: each round at least one of them gets through. */
    private static final int MAX_ATTEMPTS = 40;

    private static final int FIRST_PAUSE_MS = 4;
    private static final int LONGEST_PAUSE_MS = 200;

    /**
     * A summary that is up to its events.
     *
     * @param anchoredAt the time in its key
     * @param summary the summary; empty when the session has no events
     */
    public record Refreshed(Instant anchoredAt, Optional<SessionSummary> summary) {}

    private final SessionStore store;
    private final Retention retention;

    public SummaryWriter(SessionStore store, Retention retention) {
        this.store = store;
        this.retention = retention;
    }

    /**
     * Folds the session's events, read back after they were put, and writes the summary if it is behind.
     *
     * @param anchoredAt the time in the summary's key
     * @param guess what the summary was when it was last seen; saves a read where it is right, and harms nothing where
     *     it is wrong, because the write holds only on what it was made from
     * @return the summary as it is now, and where it is: elsewhere than told when the tables were made anew since then
     */
    public Refreshed refresh(Tenant tenant, SessionId session, Instant anchoredAt, Optional<SessionSummary> guess) {
        SummaryKey key = new SummaryKey(tenant.hash(), anchoredAt, session);
        Optional<SessionSummary> stored = guess;
        for (int attempt = 0; attempt <= MAX_ATTEMPTS; attempt++) {
            // Always after the summary: a fold from before it could be older than what it would replace.
            Optional<SessionSummary> folded = fold(store.events(tenant.hash(), session));
            if (folded.isEmpty()) {
                return new Refreshed(key.anchoredAt(), folded);
            }
            if (!covers(stored, folded.get()) && store.updateSummary(key, stored, folded.get())) {
                return new Refreshed(key.anchoredAt(), folded);
            }
            if (attempt > 0) {
                pause(attempt);
            }
            Optional<SessionSummary> before = stored;
            stored = store.summary(key);
            if (before.isPresent() && stored.isEmpty()) {
                // The row is gone: the tables were made anew, and the anchor went with them.
                key = anchoredAnew(tenant, session, folded.get());
                stored = store.summary(key);
            }
            if (covers(stored, folded.get())) {
                return new Refreshed(key.anchoredAt(), stored);
            }
        }
        throw Failure.of(
                        FailureCode.THROTTLED,
                        "the summary of a session was changed by others " + MAX_ATTEMPTS + " times in a row")
                .where("session " + session);
    }

    private SummaryKey anchoredAnew(Tenant tenant, SessionId session, SessionSummary folded) {
        return new SummaryKey(
                tenant.hash(), store.anchor(tenant, session, folded.startedAt()).at(), session);
    }

    private Optional<SessionSummary> fold(List<StoredEvent> events) {
        Collection<Event> distinct = events.stream().map(StoredEvent::event).toList();
        return SessionFold.over(distinct, retention).summary();
    }

    private static boolean covers(Optional<SessionSummary> stored, SessionSummary folded) {
        return stored.isPresent()
                && (stored.get().counters().events() > folded.counters().events()
                        || stored.get().equals(folded));
    }

    private static void pause(int attempt) {
        int longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS << Math.min(attempt, 10));
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(1, longest + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(FailureCode.INTERRUPTED, "interrupted while writing a summary")
                    .cause(e);
        }
    }
}
