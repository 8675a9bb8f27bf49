package io.picasso.analytics.operation.account;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.Fingerprint;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.key.SummaryKey;
import io.picasso.analytics.port.SessionStore;
import io.picasso.analytics.port.SessionStore.StoredEvent;
import io.picasso.analytics.session.Retention;
import io.picasso.analytics.session.SessionAccount;
import io.picasso.analytics.session.SessionSummary;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the tables hold of one session.
 *
 * @param visible rows that are not expired
 * @param expired rows that are
 * @param stored the summary row, if it is not expired
 * @param anchored the time fixed for its key; empty when none is
 */
record SessionRows(
        List<Event> visible, List<Event> expired, Optional<SessionSummary> stored, Optional<Instant> anchored) {
    static SessionRows read(SessionStore store, Tenant tenant, SessionId session, Instant now) {
        List<StoredEvent> rows = store.events(tenant.hash(), session);
        Optional<Instant> anchored = store.findAnchor(tenant.hash(), session);
        Optional<SessionSummary> stored = anchored.or(
                        () -> rows.stream().map(row -> row.event().occurredAt()).min(Instant::compareTo))
                .flatMap(at -> store.summary(new SummaryKey(tenant.hash(), at, session)))
                .filter(summary -> !Retention.isExpired(summary.ttl(), now));
        var byAge = rows.stream()
                .collect(Collectors.partitioningBy(
                        row -> Retention.isExpired(row.ttl(), now),
                        Collectors.mapping(StoredEvent::event, Collectors.toList())));
        return new SessionRows(
                byAge.getOrDefault(false, List.of()), byAge.getOrDefault(true, List.of()), stored, anchored);
    }

    SessionAccount against(Collection<Event> lake, Set<Fingerprint> deferred, Retention retention, Instant now) {
        return SessionAccount.of(new SessionAccount.Known(lake, visible, expired, deferred, stored), retention, now);
    }
}
