package io.picasso.analytics.operation.query;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.SessionStore;
import io.picasso.analytics.port.SessionStore.StoredEvent;
import io.picasso.analytics.port.SessionStore.StoredSummary;
import io.picasso.analytics.port.SessionStore.SummaryPage;
import io.picasso.analytics.port.SessionStore.SummaryRange;
import io.picasso.analytics.session.CursorSeal;
import io.picasso.analytics.session.Retention;
import io.picasso.analytics.session.SessionCursor;
import io.picasso.analytics.session.SessionFold;
import io.picasso.analytics.session.SessionQuery;
import io.picasso.analytics.session.SessionSummary;
import io.picasso.analytics.session.Timeline;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Answers questions from the session tables. Rows past their retention are never shown, and every row is checked for
 * its tenant. Safe for many threads.
 *
 * <p>All methods throw {@link Failure} as {@link SessionStore} says, but NOT_FOUND where a table is not there: after a
 * rollback of level 2 a session is not found, which is no error of the system.
 */
public final class SessionQueries {
    /** Rows read in one call while looking for sessions of one outcome: about a quarter of what DynamoDB would give. */
    private static final int ROWS_TO_FILTER = 500;

    /** Rows read in one call at most. */
    private static final int MAX_ROWS = 1_000;

    private final SessionStore store;
    private final Retention retention;
    private final CursorSeal seal;
    private final Clock clock;

    public SessionQueries(SessionStore store, Retention retention, CursorSeal seal, Clock clock) {
        this.store = store;
        this.retention = retention;
        this.seal = seal;
        this.clock = clock;
    }

    /**
     * One session.
     *
     * @param tenant whose session; empty: the only tenant that has events under this id
     * @throws Failure NOT_FOUND when there is no such session or it is another tenant's, which is the same to whoever
     *     asks; INVALID_INPUT when no tenant is given and several have it
     */
    public SessionView show(Optional<Tenant> tenant, SessionId session) {
        return whereTablesAre("There is no session '" + session + "'", () -> find(tenant, session));
    }

    /**
     * One session as its events tell it, in one read: the summary is their fold, and the row is asked only where no event
     * is left. What the row says beside them is for {@link #show}.
     *
     * @throws Failure NOT_FOUND when there is no such session or it is another tenant's, which is the same to whoever
     *     asks
     */
    public SessionView told(Tenant tenant, SessionId session) {
        return whereTablesAre("There is no session '" + session + "'", () -> {
            Instant now = clock.instant();
            return view(tenant, session, now, false)
                    .orElseThrow(() -> notFound(session).where("tenant " + tenant.id()));
        });
    }

    private SessionView find(Optional<Tenant> tenant, SessionId session) {
        Instant now = clock.instant();
        if (tenant.isPresent()) {
            return view(tenant.get(), session, now, true)
                    .orElseThrow(() ->
                            notFound(session).where("tenant " + tenant.get().id()));
        }
        List<SessionView> views = tenantsOf(session).stream()
                .flatMap(owner -> view(owner, session, now, true).stream())
                .toList();
        if (views.isEmpty()) {
            throw notFound(session);
        }
        if (views.size() > 1) {
            throw Failure.of(FailureCode.INVALID_INPUT, "Several tenants have a session '" + session + "'")
                    .why("they are "
                            + views.stream()
                                    .map(view -> view.tenant().id() + " ("
                                            + view.tenant().hash() + ")")
                                    .sorted()
                                    .collect(Collectors.joining(", ")))
                    .next("Say whose is meant with --tenant.");
        }
        return views.get(0);
    }

    /**
     * A page of a tenant's sessions. It is filled as long as there are sessions, however few of the rows match.
     *
     * @throws Failure INVALID_INPUT when the cursor does not belong to the query
     */
    public SessionPage list(ListRequest request) {
        return whereTablesAre("There are no sessions", () -> page(request));
    }

    private SessionPage page(ListRequest request) {
        Instant now = clock.instant();
        Optional<SessionCursor> cursor = request.cursor().map(text -> seal.open(request.query(), text));
        SessionQuery query = cursor.map(request.query()::at).orElse(request.query());
        List<StoredSummary> found = read(query, cursor.map(SessionCursor::last), request.limit() + 1, now);
        boolean more = found.size() > request.limit();
        List<StoredSummary> shown = more ? found.subList(0, request.limit()) : found;
        Optional<String> next = more
                ? Optional.of(seal.seal(
                        query,
                        new SessionCursor(
                                query.range().from(),
                                query.range().before(),
                                shown.get(shown.size() - 1).key().sort())))
                : Optional.empty();
        return new SessionPage(query, shown.stream().map(StoredSummary::summary).toList(), next, now);
    }

    /** Reads on until that many sessions match or the range ends. */
    private List<StoredSummary> read(SessionQuery query, Optional<String> last, int wanted, Instant now) {
        int rows = query.outcome().isPresent() ? ROWS_TO_FILTER : Math.min(wanted, MAX_ROWS);
        String hash = query.tenant().hash();
        List<StoredSummary> found = new ArrayList<>();
        Optional<String> before = last;
        do {
            SummaryPage page = store.summaries(
                    new SummaryRange(hash, query.range().from(), query.range().before(), before), rows);
            page.summaries().stream()
                    .filter(stored -> stored.key().tenantHash().equals(hash) && query.includes(stored.summary(), now))
                    .limit(wanted - found.size())
                    .forEach(found::add);
            before = page.next();
        } while (before.isPresent() && found.size() < wanted);
        return found;
    }

    /** With the summary row always, or only where there are no events. */
    private Optional<SessionView> view(Tenant tenant, SessionId session, Instant now, boolean always) {
        List<StoredEvent> rows = store.events(tenant.hash(), session).stream()
                .filter(row -> row.event().tenant().hash().equals(tenant.hash()))
                .toList();
        List<StoredEvent> visible = rows.stream()
                .filter(row -> !Retention.isExpired(row.ttl(), now))
                .toList();
        Optional<SessionSummary> folded = fold(visible);
        Optional<SessionSummary> stored =
                always || folded.isEmpty() ? stored(tenant, session, folded, now) : Optional.empty();
        if (folded.isEmpty() && stored.isEmpty()) {
            return Optional.empty();
        }
        Timeline timeline = Timeline.of(events(visible));
        return Optional.of(
                new SessionView(tenant, session, timeline, stored, folded, rows.size() - visible.size(), now));
    }

    /** The rows' own expiry holds, whatever the retention is today. */
    private Optional<SessionSummary> fold(List<StoredEvent> visible) {
        long expiry = visible.stream().mapToLong(StoredEvent::ttl).max().orElse(0);
        return SessionFold.over(events(visible), retention).summary().map(summary -> summary.expiringAt(expiry));
    }

    /** A row without an anchor can only have been written by somebody who took the earliest time he knew. */
    private Optional<SessionSummary> stored(
            Tenant tenant, SessionId session, Optional<SessionSummary> folded, Instant now) {
        return store.summaryOf(tenant.hash(), session, folded.map(SessionSummary::startedAt))
                .filter(summary -> !Retention.isExpired(summary.ttl(), now));
    }

    /** One for each hash; a row of the system before this one may lack the id. */
    private Collection<Tenant> tenantsOf(SessionId session) {
        return store.tenantsOf(session).stream()
                .collect(Collectors.toMap(
                        Tenant::hash, tenant -> tenant, (one, other) -> one.id().equals(one.hash()) ? other : one))
                .values();
    }

    private static List<Event> events(List<StoredEvent> rows) {
        return rows.stream().map(StoredEvent::event).toList();
    }

    private static <T> T whereTablesAre(String otherwise, Supplier<T> read) {
        try {
            return read.get();
        } catch (Failure failure) {
            if (failure.code() != FailureCode.RESOURCE_MISSING) {
                throw failure;
            }
            throw Failure.of(FailureCode.NOT_FOUND, otherwise + ": the session tables are not there")
                    .where(failure.where().orElse(""))
                    .why(failure.what())
                    .next("Check --env; make the tables with 'picasso-analytics provision apply' and fill them from the"
                            + " lake with 'picasso-analytics backfill run'.")
                    .cause(failure);
        }
    }

    private static Failure notFound(SessionId session) {
        return Failure.of(FailureCode.NOT_FOUND, "There is no session '" + session + "'")
                .next("Check --env and --tenant, or look it up with 'picasso-analytics session list';"
                        + " rows past their retention are not shown.");
    }
}
