package io.picasso.analytics.operation.repair;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.Fingerprint;
import io.picasso.analytics.key.StepKey;
import io.picasso.analytics.operation.ingest.SessionTables.Key;
import io.picasso.analytics.port.SessionStore;
import io.picasso.analytics.port.SessionStore.StoredEvent;
import io.picasso.analytics.session.Retention;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What can be done for one session.
 *
 * @param writable what is written; writing it also brings the summary up to date
 * @param late what is past its retention and not written
 * @param stored fingerprints of events that are in the table already
 */
record SessionRepair(List<Event> writable, List<Event> late, Set<Fingerprint> stored) {
    /** @param found what the lake has of the session */
    static SessionRepair of(Key session, List<Event> found, SessionStore store, Retention retention, Instant now) {
        Map<Boolean, List<Event>> byAge = found.stream()
                .collect(Collectors.partitioningBy(
                        event -> Retention.isExpired(retention.expiryOf(event.occurredAt()), now)));
        List<StoredEvent> there = store.events(session.tenant().hash(), session.session());
        List<Event> writable = new ArrayList<>(byAge.getOrDefault(false, List.of()));
        if (writable.isEmpty()) {
            // The lake has nothing left of it, but its summary may be behind: its own rows bring that up to date.
            there.stream()
                    .filter(row -> !row.legacy() && !Retention.isExpired(row.ttl(), now))
                    .map(StoredEvent::event)
                    .forEach(writable::add);
        }
        return new SessionRepair(
                writable,
                byAge.getOrDefault(true, List.of()),
                there.stream().map(row -> row.event().fingerprint()).collect(Collectors.toSet()));
    }

    /** Those of the missing events that are nowhere. */
    List<String> lost(Collection<StepKey> missing) {
        return missing.stream()
                .filter(step -> step.fingerprint()
                        .filter(print -> stored.contains(print) || has(writable, print) || has(late, print))
                        .isEmpty())
                .map(StepKey::toString)
                .toList();
    }

    /** Those of the missing events that are past their retention. */
    List<Event> expired(Collection<StepKey> missing) {
        return late.stream()
                .filter(event -> missing.contains(StepKey.of(event)))
                .toList();
    }

    private static boolean has(List<Event> events, Fingerprint print) {
        return events.stream().anyMatch(event -> event.fingerprint().equals(print));
    }
}
