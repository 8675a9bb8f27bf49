package io.picasso.analytics.port;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.key.SummaryKey;
import io.picasso.analytics.session.SessionSummary;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The two session tables: events, and one summary a session. Reads are strongly consistent.
 *
 * <p>Every method but {@link #putEvents} throws {@link Failure} when a table cannot be reached, throttles for longer
 * than is worth waiting, or is not there.
 */
public interface SessionStore {
    /**
     * What a put left undone.
     *
     * @param missing the events that are not known to be in the table
     * @param why the first failure; empty exactly when nothing is missing
     */
    record Unwritten(List<Event> missing, Optional<Failure> why) {
        public static final Unwritten NOTHING = new Unwritten(List.of(), Optional.empty());
    }

    /**
     * An event as it lies in the table.
     *
     * @param ttl when it expires, in seconds since 1970
     * @param legacy whether its key is the bare one of the system before this one
     */
    record StoredEvent(Event event, long ttl, boolean legacy) {}

    /**
     * Where a list goes on.
     *
     * @param from first instant of the range
     * @param to first instant after the range
     * @param before only rows whose sort key is before this one; empty for the newest
     */
    record SummaryRange(String tenantHash, Instant from, Instant to, Optional<String> before) {}

    /**
     * What a session's anchor says.
     *
     * @param at the time that is fixed for the session's summary key
     * @param created whether the call that asked has fixed it: nobody had written about the session before
     */
    record Anchor(Instant at, boolean created) {}

    /** A summary and the key it lies under. */
    record StoredSummary(SummaryKey key, SessionSummary summary) {}

    /**
     * A page of summaries, newest first by key.
     *
     * @param next the sort key after which the next page goes on; empty when this was the last
     */
    record SummaryPage(List<StoredSummary> summaries, Optional<String> next) {}

    /**
     * Puts events under their keys. Putting an event again changes nothing, except that a delivery with the producer's
     * time replaces one without it, and of two without it the earlier stays. The events must be distinct. Never throws
     * for a failing table: it says what is missing.
     */
    Unwritten putEvents(Collection<Event> events);

    /** The events of a session that belong to the tenant, expired ones included; none when there is no such session. */
    List<StoredEvent> events(String tenantHash, SessionId session);

    /** The tenants that have events under this session id; normally one. Expired events count. */
    List<Tenant> tenantsOf(SessionId session);

    /** The time that is fixed for the session's summary key: the proposed one, unless one was fixed before. */
    Anchor anchor(Tenant tenant, SessionId session, Instant proposed);

    /**
     * As {@link #anchor} for each of a tenant's sessions, in as few calls as can be.
     *
     * @param proposed the time proposed for each
     */
    Map<SessionId, Anchor> anchors(Tenant tenant, Map<SessionId, Instant> proposed);

    /** The time fixed for the session's summary key; empty when none is. */
    Optional<Instant> findAnchor(String tenantHash, SessionId session);

    /** The summary under a key, expired or not; empty when there is none. */
    Optional<SessionSummary> summary(SummaryKey key);

    /**
     * A session's summary: the one under the time that is fixed for its key, or under the time given where none is fixed.
     * Expired or not; empty when there is none.
     *
     * @param likely the time of the earliest event that is known, which mostly is the fixed one; empty when none is known
     */
    default Optional<SessionSummary> summaryOf(String tenantHash, SessionId session, Optional<Instant> likely) {
        return findAnchor(tenantHash, session)
                .or(() -> likely)
                .flatMap(at -> summary(new SummaryKey(tenantHash, at, session)));
    }

    /**
     * Turns the stored summary into the new one, if it is still as it was read. All at once or not at all.
     *
     * @param stored the summary that was read; empty when there was none
     * @return false when somebody else changed it in between; nothing was done then
     */
    boolean updateSummary(SummaryKey key, Optional<SessionSummary> stored, SessionSummary summary);

    /**
     * Writes summaries of a tenant that are not there yet, in as few calls as can be.
     *
     * @return the keys under which there is one already; nothing was done about those
     */
    Set<SummaryKey> addSummaries(Map<SummaryKey, SessionSummary> summaries);

    /** The write units that putting an event takes where it is not there yet, its index row included. */
    double cost(Event event);

    /** Reads one page of a tenant's summaries, expired ones included; at most {@code limit} of them. */
    SummaryPage summaries(SummaryRange range, int limit);
}
