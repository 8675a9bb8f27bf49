package io.picasso.analytics.operation.ingest;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.key.SummaryKey;
import io.picasso.analytics.operation.ingest.Life.Moment;
import io.picasso.analytics.port.SessionStore;
import io.picasso.analytics.session.SessionSummary;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** The session tables as a processor that may die sees them. */
final class MortalSessionStore extends PassingSessionStore {
    private final Life life;

    MortalSessionStore(SessionStore store, Life life) {
        super(store);
        this.life = life;
    }

    @Override
    public Unwritten putEvents(Collection<Event> events) {
        life.reach(Moment.BEFORE_THE_EVENTS);
        if (life.isPlanned(Moment.AFTER_HALF_OF_THE_EVENTS)) {
            super.putEvents(events.stream().limit((events.size() + 1) / 2).toList());
            life.reach(Moment.AFTER_HALF_OF_THE_EVENTS);
        }
        Unwritten unwritten = super.putEvents(events);
        life.reach(Moment.AFTER_THE_EVENTS);
        return unwritten;
    }

    @Override
    public Anchor anchor(Tenant tenant, SessionId session, Instant proposed) {
        life.reach(Moment.BEFORE_AN_ANCHOR);
        Anchor fixed = super.anchor(tenant, session, proposed);
        life.reach(Moment.AFTER_AN_ANCHOR);
        return fixed;
    }

    @Override
    public boolean updateSummary(SummaryKey key, Optional<SessionSummary> stored, SessionSummary summary) {
        life.reach(Moment.BEFORE_A_SUMMARY);
        boolean done = super.updateSummary(key, stored, summary);
        life.reach(Moment.AFTER_A_SUMMARY);
        return done;
    }
}
