package io.picasso.analytics.key;

import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.UtcTime;
import java.time.Instant;
import java.util.Optional;

/**
 * The key of a session's summary: {@code TENANT#hash} / {@code SESSION#started_at#session_id}.
 *
 * @param anchoredAt the time fixed by the session's anchor row. The true earliest time of the session may be before it.
 */
public record SummaryKey(String tenantHash, Instant anchoredAt, SessionId session) {
    /** What every summary's sort key starts with. */
    public static final String PREFIX = "SESSION#";

    private static final int TIME_END = PREFIX.length() + "2025-12-28T09:15:02.481Z".length();

    /** The partition key of a tenant's summaries and anchors. */
    public static String partition(String tenantHash) {
        return "TENANT#" + tenantHash;
    }

    /**
     * The bound of a range of summaries at an instant: every session anchored at or after it sorts at or after the
     * bound, every session before it sorts before. So a range is from the bound of its start to the bound of the first
     * instant after it.
     */
    public static String bound(Instant instant) {
        return PREFIX + UtcTime.format(instant);
    }

    /** Reads a sort key; empty when it is not a summary's. */
    public static Optional<SummaryKey> parse(String tenantHash, String sort) {
        if (!sort.startsWith(PREFIX) || sort.length() <= TIME_END || sort.charAt(TIME_END) != '#') {
            return Optional.empty();
        }
        String time = sort.substring(PREFIX.length(), TIME_END);
        return UtcTime.parse(time)
                .filter(instant -> UtcTime.format(instant).equals(time))
                .flatMap(instant -> SessionId.parse(sort.substring(TIME_END + 1))
                        .map(session -> new SummaryKey(tenantHash, instant, session)));
    }

    /** The partition key. */
    public String partition() {
        return partition(tenantHash);
    }

    /** The sort key. */
    public String sort() {
        return bound(anchoredAt) + "#" + session;
    }
}
