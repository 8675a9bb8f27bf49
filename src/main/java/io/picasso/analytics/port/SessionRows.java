package io.picasso.analytics.port;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.key.EventKey;
import io.picasso.analytics.key.SummaryKey;
import io.picasso.analytics.session.SessionSummary;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The rows of the two session tables as they lie there, for checking them and for taking them back. Whoever only wants
 * to know about sessions, or to write them, uses {@link SessionStore}.
 *
 * <p>A delete or a replacement holds only while the row is what was read; who comes too late is told so, and nothing has
 * happened. Iterators read page by page as they are asked. Every method, iterators included, throws
 * {@link io.picasso.analytics.failure.Failure} when a table cannot be reached, throttles for longer than is worth
 * waiting, or is not there; a write that failed may still have happened.
 */
public interface SessionRows {
    /** A row exactly as it was read, all attributes; only the adapter that made it can look inside. */
    interface Image {}

    /**
     * A row of the events table that is an event's.
     *
     * @param event the event as the processor would have stored it
     * @param ttl when it expires, in seconds since 1970; {@link Long#MAX_VALUE} where the row does not say
     */
    record EventRow(EventKey key, Event event, long ttl, Image image) {
        /** Whether its key is the bare one of the system before this one. */
        public boolean legacy() {
            return key.step().fingerprint().isEmpty();
        }
    }

    /**
     * A summary's row.
     *
     * @param messages the attribute {@code message_count}, which {@link SessionSummary} does not hold; 0 where absent
     * @param sessionId the attribute {@code session_id}; empty text where absent
     * @param tenantId the attribute {@code tenant_id}; empty text where absent
     */
    record SummaryRow(
            SummaryKey key, SessionSummary summary, long messages, String sessionId, String tenantId, Image image) {}

    /**
     * An anchor's row.
     *
     * @param startedAt the time it fixes, as it is written; empty text where the row does not say
     */
    record AnchorRow(String tenantHash, SessionId session, String startedAt) {
        /** The time; empty when it is not written as a time is. */
        public Optional<Instant> at() {
            return UtcTime.parse(startedAt);
        }
    }

    /**
     * A row of the events table that need not be an event's, as it is written; empty texts where the row does not say.
     *
     * @param ttl when it expires, in seconds since 1970; {@link Long#MAX_VALUE} where the row does not say
     */
    record AnyRow(String partition, String sort, String tenantHash, String timestamp, long ttl) {}

    /**
     * The events of a tenant, oldest first, expired ones included; what is no event is passed over. Eventually
     * consistent: an event that was just put may be missing, one that was just deleted may be there.
     *
     * @param from first instant
     * @param before first instant after the range
     * @param pages how many pages are read ahead by a thread of their own; 0 for none. That thread ends with the range,
     *     with the first failure, or with the process.
     */
    Iterator<EventRow> events(String tenantHash, Instant from, Instant before, int pages);

    /** All events under a session id, of whatever tenant, bare and expired ones included. Strongly consistent. */
    List<EventRow> events(SessionId session);

    /**
     * A tenant's summary rows by the time in their keys, oldest first, expired ones included. Strongly consistent.
     *
     * @param from first instant
     * @param before first instant after the range
     */
    Iterator<SummaryRow> summaries(String tenantHash, Instant from, Instant before);

    /** The row under a key, expired or not; empty when there is none. Strongly consistent. */
    Optional<SummaryRow> summary(SummaryKey key);

    /**
     * All summary rows of a session: one, unless something went wrong. Reads all summaries of the tenant, because no
     * index leads from a session to its rows; with the time in the key, {@link #summary} is one read. Strongly
     * consistent.
     */
    default List<SummaryRow> summaries(String tenantHash, SessionId session) {
        Iterable<SummaryRow> all = () -> summaries(tenantHash, UtcTime.MIN, UtcTime.MAX);
        return java.util.stream.StreamSupport.stream(all.spliterator(), false)
                .filter(row -> row.key().session().equals(session))
                .toList();
    }

    /** A tenant's anchors in the order of their session ids, expired ones included. Strongly consistent. */
    Iterator<AnchorRow> anchors(String tenantHash);

    /** A session's anchor; empty when there is none. Strongly consistent. */
    Optional<AnchorRow> anchor(String tenantHash, SessionId session);

    /**
     * Every row of the events table, whatever it is, in no order; reads the whole table. Eventually consistent.
     */
    Iterator<AnyRow> everyEventRow();

    /** Whether the events table holds any row at all. */
    boolean hasEvents();

    /** Whether the summaries table holds any row at all. */
    boolean hasSummaries();

    /** Whether a row holds what the processor writes of its event, at any retention, and nothing else. Asks nobody. */
    boolean isAsWritten(EventRow row);

    /**
     * Deletes an event's row.
     *
     * @return false when it is gone or no longer what was read; its expiry may have changed
     */
    boolean deleteEvent(EventRow row);

    /**
     * Deletes a summary's row.
     *
     * @return false when it is gone or no longer what was read; its expiry may have changed
     */
    boolean deleteSummary(SummaryRow row);

    /**
     * Deletes an anchor's row.
     *
     * @return false when it is gone or fixes another time
     */
    boolean deleteAnchor(AnchorRow row);

    /** {@link #deleteAnchor(AnchorRow)}, where the time is known. */
    default boolean deleteAnchor(String tenantHash, SessionId session, Instant at) {
        return deleteAnchor(new AnchorRow(tenantHash, session, UtcTime.format(at)));
    }

    /**
     * Makes a summary's row exactly the given one, whatever it said before; counters can become lower.
     *
     * @param stored the row that was read; empty when there was none
     * @return false when it is gone, was made, or is no longer what was read; nothing was done then
     */
    boolean replaceSummary(SummaryKey key, Optional<SummaryRow> stored, SessionSummary summary);
}
