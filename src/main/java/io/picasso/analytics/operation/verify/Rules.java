package io.picasso.analytics.operation.verify;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.session.Retention;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What decides between a difference and one that has its reason.
 *
 * @param now the moment of reading
 * @param settle what is younger may be on its way
 * @param lakeDays how long the lake keeps its objects
 * @param deferred what is known to be behind
 * @param tenants hashes of all tenants that are known, whoever is compared
 */
record Rules(Instant now, Retention retention, Duration settle, int lakeDays, Deferred deferred, Set<String> tenants) {
    boolean isExpired(Event event) {
        return Retention.isExpired(retention.expiryOf(event.occurredAt()), now);
    }

    boolean isExpired(long ttl) {
        return Retention.isExpired(ttl, now);
    }

    /** Whether an event may still be on its way: by when it reached us, where that is known. */
    boolean isYoung(Event event) {
        return isYoung(Optional.ofNullable(event.time().received()).orElse(event.occurredAt()));
    }

    boolean isYoung(Instant time) {
        return time.isAfter(now.minus(settle));
    }

    /** Whether the lake may have lost the object of that time to its lifecycle; a day is left for its lateness. */
    boolean isOlderThanLake(Instant time) {
        return time.isBefore(now.minus(Duration.ofDays(lakeDays - 1L)));
    }
}
