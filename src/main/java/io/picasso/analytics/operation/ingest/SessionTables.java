package io.picasso.analytics.operation.ingest;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.key.SummaryKey;
import io.picasso.analytics.port.SessionStore;
import io.picasso.analytics.port.SessionStore.Unwritten;
import io.picasso.analytics.session.Retention;
import io.picasso.analytics.session.SessionSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes events and brings the summaries of their sessions up to date. Safe for many threads. */
public final class SessionTables {
    /** A session of a tenant: what a summary is about. */
    public record Key(Tenant tenant, SessionId session) {
        static Key of(Event event) {
            return new Key(event.tenant(), event.session());
        }

        // Both written out for the start of a function; see EventType.

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key
                    && session.value().equals(key.session.value())
                    && tenant.hash().equals(key.tenant.hash())
                    && tenant.id().equals(key.tenant.id());
        }

        @Override
        public int hashCode() {
            return session.value().hashCode();
        }
    }

    /**
     * What the tables still lack.
     *
     * @param events events not known to be in the table
     * @param sessions sessions whose summary is not known to be up to date
     * @param why the first failure; empty exactly when nothing is lacking
     */
    public record Lacking(List<Event> events, Set<Key> sessions, Optional<Failure> why) {
        public boolean isNothing() {
            return why.isEmpty();
        }
    }

    /** The time in a session's summary key, and its summary when it was last seen. */
    private record Known(Instant anchoredAt, Optional<SessionSummary> summary) {}

    private static final int MAX_KNOWN = 20_000;

    private final SessionStore store;
    private final SummaryWriter summaries;
    private final ExecutorService workers;
    private final ConcurrentMap<Key, Known> sessions = new ConcurrentHashMap<>();

    /**
     * @param workers runs the calls for different sessions side by side; bounded
     */
    public SessionTables(SessionStore store, Retention retention, ExecutorService workers) {
        this.store = store;
        this.summaries = new SummaryWriter(store, retention);
        this.workers = workers;
    }

    /** Writes distinct events. Never throws for a failing table: it says what is lacking. */
    public Lacking write(Collection<Event> events) {
        if (events.isEmpty()) {
            return new Lacking(List.of(), Set.of(), Optional.empty());
        }
        Map<Key, List<Event>> batch =
                events.stream().collect(Collectors.groupingBy(Key::of, LinkedHashMap::new, Collectors.toList()));
        // The anchors do not depend on the events, so both are written at once.
        Map<Key, Future<Known>> anchored = new LinkedHashMap<>();
        batch.forEach((key, own) -> anchored.put(key, workers.submit(() -> anchor(key, own))));
        Unwritten unwritten = store.putEvents(events);
        if (unwritten.missing().size() == events.size()) {
            // Nothing got through: asking on would only keep the caller waiting.
            sessions.clear();
            return new Lacking(unwritten.missing(), Set.copyOf(batch.keySet()), unwritten.why());
        }
        Set<Key> incomplete = unwritten.missing().stream().map(Key::of).collect(Collectors.toSet());
        List<Failure> failures = new ArrayList<>(unwritten.why().stream().toList());
        Map<Key, Future<?>> refreshed = new LinkedHashMap<>();
        // What did get through is counted even when a part is missing; the marker names the rest.
        anchored.forEach((key, known) -> refreshed.put(key, workers.submit(() -> refresh(key, Waiting.on(known)))));
        refreshed.forEach((key, done) -> {
            try {
                Waiting.on(done);
            } catch (Failure failure) {
                incomplete.add(key);
                failures.add(failure);
            }
        });
        if (!failures.isEmpty()) {
            // A table that failed may come back empty, and then its anchors have to be fixed anew.
            sessions.clear();
        }
        return new Lacking(unwritten.missing(), incomplete, failures.stream().findFirst());
    }

    private Known anchor(Key key, List<Event> events) {
        Known known = sessions.get(key);
        if (known != null) {
            return known;
        }
        Instant earliest =
                events.stream().map(Event::occurredAt).min(Instant::compareTo).orElseThrow();
        SessionStore.Anchor anchor = store.anchor(key.tenant(), key.session(), earliest);
        // Somebody else's anchor: there is a summary most likely. Reading it is cheaper than a write that fails.
        return new Known(
                anchor.at(),
                anchor.created()
                        ? Optional.empty()
                        : store.summary(new SummaryKey(key.tenant().hash(), anchor.at(), key.session())));
    }

    private void refresh(Key key, Known known) {
        SummaryWriter.Refreshed now =
                summaries.refresh(key.tenant(), key.session(), known.anchoredAt(), known.summary());
        if (sessions.size() >= MAX_KNOWN) {
            sessions.clear();
        }
        sessions.put(key, new Known(now.anchoredAt(), now.summary()));
    }
}
