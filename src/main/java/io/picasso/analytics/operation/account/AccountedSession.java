package io.picasso.analytics.operation.account;

import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.session.SessionAccount;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/**
 * One session, accounted for.
 *
 * @param quarantined what was rejected of it
 * @param days the days of lake and quarantine that were looked through
 * @param unreadable lines of these days in the tenant's lake that are no events
 * @param readAt the moment at which expiry was judged
 */
public record AccountedSession(
        Tenant tenant,
        SessionId session,
        SessionAccount account,
        List<Quarantined> quarantined,
        SortedSet<LocalDate> days,
        long unreadable,
        Instant readAt) {
    public AccountedSession {
        quarantined = List.copyOf(quarantined);
    }

    /** What does not agree, each in one sentence; none when everything is accounted for. */
    public List<String> reasons() {
        List<String> reasons = new ArrayList<>(account.reasons());
        if (!quarantined.isEmpty()) {
            reasons.add(quarantined.size() + " rejected, in quarantine; mend the cause, then 'process quarantine'");
        }
        return reasons;
    }
}
