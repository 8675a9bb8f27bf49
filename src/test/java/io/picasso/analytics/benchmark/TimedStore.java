package io.picasso.analytics.benchmark;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.key.SummaryKey;
import io.picasso.analytics.port.SessionStore;
import io.picasso.analytics.session.SessionSummary;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/** Measures how often each method of a store is called and how long it takes, in milliseconds. */
final class TimedStore implements SessionStore {
    private final SessionStore store;
    private final Map<String, Figures> times = new ConcurrentSkipListMap<>();

    TimedStore(SessionStore store) {
        this.store = store;
    }

    Map<String, Figures> times() {
        return times;
    }

    private <T> T timed(String method, Supplier<T> call) {
        long start = System.nanoTime();
        try {
            return call.get();
        } finally {
            Figures figures = times.computeIfAbsent(method, m -> new Figures());
            synchronized (figures) {
                figures.add((System.nanoTime() - start) / 1e6);
            }
        }
    }

    @Override
    public Unwritten putEvents(Collection<Event> events) {
        return timed("put events (BatchWriteItem)", () -> store.putEvents(events));
    }

    @Override
    public List<StoredEvent> events(String tenantHash, SessionId session) {
        return timed("read events (Query)", () -> store.events(tenantHash, session));
    }

    @Override
    public List<Tenant> tenantsOf(SessionId session) {
        return timed("tenants (Query)", () -> store.tenantsOf(session));
    }

    @Override
    public Anchor anchor(Tenant tenant, SessionId session, Instant proposed) {
        return timed("anchor (UpdateItem)", () -> store.anchor(tenant, session, proposed));
    }

    @Override
    public Map<SessionId, Anchor> anchors(Tenant tenant, Map<SessionId, Instant> proposed) {
        return timed("anchors (BatchExecuteStatement)", () -> store.anchors(tenant, proposed));
    }

    @Override
    public Optional<Instant> findAnchor(String tenantHash, SessionId session) {
        return timed("find anchor (GetItem)", () -> store.findAnchor(tenantHash, session));
    }

    @Override
    public Optional<SessionSummary> summary(SummaryKey key) {
        return timed("read summary (GetItem)", () -> store.summary(key));
    }

    @Override
    public boolean updateSummary(SummaryKey key, Optional<SessionSummary> stored, SessionSummary summary) {
        return timed("summary (UpdateItem)", () -> store.updateSummary(key, stored, summary));
    }

    @Override
    public Set<SummaryKey> addSummaries(Map<SummaryKey, SessionSummary> summaries) {
        return timed("summaries (BatchExecuteStatement)", () -> store.addSummaries(summaries));
    }

    @Override
    public double cost(Event event) {
        return store.cost(event);
    }

    @Override
    public SummaryPage summaries(SummaryRange range, int limit) {
        return timed("list (Query)", () -> store.summaries(range, limit));
    }
}
