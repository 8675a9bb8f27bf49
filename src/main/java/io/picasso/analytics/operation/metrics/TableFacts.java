package io.picasso.analytics.operation.metrics;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.Fingerprint;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.metric.EventFold;
import io.picasso.analytics.metric.Facts;
import io.picasso.analytics.metric.MetricQuery;
import io.picasso.analytics.metric.MetricRange;
import io.picasso.analytics.metric.NewestSessions;
import io.picasso.analytics.metric.QuestionCounts;
import io.picasso.analytics.metric.RecentSession;
import io.picasso.analytics.metric.RecentSessions;
import io.picasso.analytics.metric.SessionSlots;
import io.picasso.analytics.port.SessionRows;
import io.picasso.analytics.port.SessionRows.EventRow;
import io.picasso.analytics.port.SessionRows.SummaryRow;
import io.picasso.analytics.session.Retention;
import io.picasso.analytics.session.SessionSummary;
import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Facts from the session tables: those about sessions from their summaries, those about events from the events. All rows
 * of the range are read, page by page; rows past their retention count as gone, and every row is checked for its tenant.
 */
final class TableFacts {
    /** Pages of events read while others are worked on. */
    private static final int AHEAD = 2;

    private final SessionRows rows;

    TableFacts(SessionRows rows) {
        this.rows = rows;
    }

    /** The facts a query needs. */
    Facts of(Tenant tenant, MetricQuery query, Instant now) {
        return switch (query.metric().facts()) {
            case SLOTS -> {
                SessionSlots slots = new SessionSlots();
                sessions(tenant, query.range(), now, slots::add);
                yield slots;
            }
            case QUESTIONS -> {
                QuestionCounts questions = new QuestionCounts();
                sessions(tenant, query.range(), now, questions::add);
                yield questions;
            }
            case RECENT -> recent(tenant, query, now);
            case ACTIVITY -> events(tenant, query, now).activity();
            case FORMS -> events(tenant, query, now).forms();
            case FIELDS -> events(tenant, query, now).fields();
        };
    }

    /** A summary's key may have a later time than the session: that of the event which came first. */
    private void sessions(Tenant tenant, MetricRange range, Instant now, Consumer<SessionSummary> sessions) {
        Iterator<SummaryRow> all =
                rows.summaries(tenant.hash(), range.from(), range.before().plus(SessionReach.AROUND));
        while (all.hasNext()) {
            SummaryRow row = all.next();
            SessionSummary session = row.summary();
            if (row.key().tenantHash().equals(tenant.hash())
                    && range.has(session.startedAt())
                    && !Retention.isExpired(session.ttl(), now)) {
                sessions.accept(session);
            }
        }
    }

    private RecentSessions recent(Tenant tenant, MetricQuery query, Instant now) {
        NewestSessions newest = new NewestSessions(Math.toIntExact(query.offset() + query.limit()));
        sessions(tenant, query.range(), now, newest::add);
        List<RecentSession> page = newest.newest().stream()
                .skip(query.offset())
                .map(session -> new RecentSession(session, firstAnswer(tenant, session.session(), now)))
                .toList();
        return new RecentSessions(newest.total(), query.offset(), page, now);
    }

    private String firstAnswer(Tenant tenant, SessionId session, Instant now) {
        return RecentSession.firstAnswer(rows.events(session).stream()
                .filter(row -> belongs(row, tenant, now))
                .map(EventRow::event)
                .toList());
    }

    private EventFold events(Tenant tenant, MetricQuery query, Instant now) {
        EventFold fold = new EventFold(query.granularity(), query.formId());
        Once once = new Once();
        Iterator<EventRow> all =
                rows.events(tenant.hash(), query.range().from(), query.range().before(), AHEAD);
        while (all.hasNext()) {
            EventRow row = all.next();
            if (belongs(row, tenant, now) && once.isFirst(row.event())) {
                fold.add(row.event());
            }
        }
        return fold;
    }

    private static boolean belongs(EventRow row, Tenant tenant, Instant now) {
        return row.event().tenant().hash().equals(tenant.hash()) && !Retention.isExpired(row.ttl(), now);
    }

    /**
     * Tells an event's first row from others of the same event, such as one that the system before this one wrote. They
     * have the same time, and rows come by their time, to the second.
     */
    private static final class Once {
        private record Name(SessionId session, Fingerprint fingerprint) {}

        private long second = Long.MIN_VALUE;
        private final Set<Name> seen = new HashSet<>();

        boolean isFirst(Event event) {
            long now = event.occurredAt().getEpochSecond();
            if (now != second) {
                second = now;
                seen.clear();
            }
            return seen.add(new Name(event.session(), event.fingerprint()));
        }
    }
}
