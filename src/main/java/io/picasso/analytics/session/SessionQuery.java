package io.picasso.analytics.session;

import io.picasso.analytics.event.Tenant;
import java.time.Instant;
import java.util.Optional;

/**
 * Which sessions are asked for.
 *
 * @param tenant whose sessions; no other's are ever shown
 * @param range when they began
 * @param outcome only those that came to this; empty for all
 */
public record SessionQuery(Tenant tenant, SessionRange range, Optional<Outcome> outcome) {
    /** Whether a stored session belongs to the answer at a moment; its time is left to the table's key. */
    public boolean includes(SessionSummary summary, Instant now) {
        return summary.tenant().hash().equals(tenant.hash())
                && !Retention.isExpired(summary.ttl(), now)
                && outcome.map(wanted -> wanted == summary.outcomeAt(now)).orElse(true);
    }

    /** The same query over the stretch of time a cursor was made for. */
    public SessionQuery at(SessionCursor cursor) {
        return new SessionQuery(tenant, range.at(cursor.from(), cursor.before()), outcome);
    }

    /** All that a cursor is bound to, as one text. */
    String identity() {
        return tenant.hash() + "\n" + range.asked() + "\n"
                + outcome.map(Outcome::label).orElse("");
    }
}
