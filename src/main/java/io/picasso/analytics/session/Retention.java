package io.picasso.analytics.session;

import java.time.Duration;
import java.time.Instant;

/**
 * How long rows are kept. Counted from the event's own time, so that a late delivery or a backfill gives the same row.
 *
 * @param days whole days, at least 1; 90 unless set otherwise
 */
public record Retention(int days) {
    public Retention {
        if (days < 1) {
            throw new IllegalArgumentException("retention is at least a day, not " + days);
        }
    }

    /** When a row about that time expires, in seconds since 1970, as the TTL attribute holds it. */
    public long expiryOf(Instant occurredAt) {
        return occurredAt.plus(Duration.ofDays(days)).getEpochSecond();
    }

    /** Whether a row about that time expires as this retention or another one of whole days has it. */
    public static boolean isExpiry(long ttl, Instant occurredAt) {
        long seconds = ttl - occurredAt.getEpochSecond();
        return seconds > 0 && seconds % Duration.ofDays(1).toSeconds() == 0;
    }

    /**
     * When a session's anchor expires. It must outlive every row of its session, so that no second summary key is ever
     * made; a session whose events are more than {@link #days} apart has lost its first rows by then.
     */
    public long anchorExpiryOf(Instant anchoredAt) {
        return anchoredAt.plus(Duration.ofDays(2L * days + 1)).getEpochSecond();
    }

    /** Whether a row with that TTL is to be taken as gone; DynamoDB itself deletes up to two days later. */
    public static boolean isExpired(long ttl, Instant now) {
        return ttl <= now.getEpochSecond();
    }
}
