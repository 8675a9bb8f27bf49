package io.picasso.analytics.operation.ingest;

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

/** Passes every call on to another store; subclasses do something before or after. */
public class PassingSessionStore implements SessionStore {
    private final SessionStore store;

    protected PassingSessionStore(SessionStore store) {
        this.store = store;
    }

    @Override
    public Unwritten putEvents(Collection<Event> events) {
        return store.putEvents(events);
    }

    @Override
    public List<StoredEvent> events(String tenantHash, SessionId session) {
        return store.events(tenantHash, session);
    }

    @Override
    public List<Tenant> tenantsOf(SessionId session) {
        return store.tenantsOf(session);
    }

    @Override
    public Anchor anchor(Tenant tenant, SessionId session, Instant proposed) {
        return store.anchor(tenant, session, proposed);
    }

    @Override
    public Map<SessionId, Anchor> anchors(Tenant tenant, Map<SessionId, Instant> proposed) {
        return store.anchors(tenant, proposed);
    }

    @Override
    public Optional<Instant> findAnchor(String tenantHash, SessionId session) {
        return store.findAnchor(tenantHash, session);
    }

    @Override
    public Optional<SessionSummary> summary(SummaryKey key) {
        return store.summary(key);
    }

    @Override
    public boolean updateSummary(SummaryKey key, Optional<SessionSummary> stored, SessionSummary summary) {
        return store.updateSummary(key, stored, summary);
    }

    @Override
    public Set<SummaryKey> addSummaries(Map<SummaryKey, SessionSummary> summaries) {
        return store.addSummaries(summaries);
    }

    @Override
    public double cost(Event event) {
        return store.cost(event);
    }

    @Override
    public SummaryPage summaries(SummaryRange range, int limit) {
        return store.summaries(range, limit);
    }
}
