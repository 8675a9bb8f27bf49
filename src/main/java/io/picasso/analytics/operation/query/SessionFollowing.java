package io.picasso.analytics.operation.query;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.Fingerprint;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.session.Timeline;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks at one session again and again, and tells each of its events once. For one thread. */
public final class SessionFollowing {
    private final SessionQueries queries;
    private final SessionId session;
    private final Set<Fingerprint> told = new HashSet<>();
    private Optional<Tenant> tenant;

    /**
     * @param tenant whose session; empty: the only tenant that has events under the id, once there is one
     */
    public SessionFollowing(SessionQueries queries, Optional<Tenant> tenant, SessionId session) {
        this.queries = queries;
        this.tenant = tenant;
        this.session = session;
    }

    /**
     * The events that were not told before, in step order; none as long as there is no such session.
     *
     * @throws Failure as {@link SessionQueries#show} says, but not because the session is not there
     */
    public List<Event> more() {
        try {
            SessionView view =
                    tenant.isPresent() ? queries.told(tenant.get(), session) : queries.show(Optional.empty(), session);
            tenant = Optional.of(view.tenant());
            return view.timeline().entries().stream()
                    .map(Timeline.Entry::event)
                    .filter(event -> told.add(event.fingerprint()))
                    .toList();
        } catch (Failure failure) {
            if (failure.code() == FailureCode.NOT_FOUND) {
                return List.of();
            }
            throw failure;
        }
    }
}
