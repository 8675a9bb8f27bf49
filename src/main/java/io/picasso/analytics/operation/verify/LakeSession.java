package io.picasso.analytics.operation.verify;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.Fingerprint;
import io.picasso.analytics.event.UtcTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What the lake says of one session: each event with all its deliveries. Not safe for many threads.
 */
final class LakeSession {
    private final Map<Fingerprint, List<Event>> deliveries = new HashMap<>();
    private final Set<LocalDate> blind;

    /**
     * @param blind days on which something of the tenant could not be read
     */
    LakeSession(Set<LocalDate> blind) {
        this.blind = new HashSet<>(blind);
    }

    void add(Event event) {
        List<Event> known = deliveries.computeIfAbsent(event.fingerprint(), f -> new ArrayList<>(1));
        if (!known.contains(event)) {
            known.add(event);
        }
    }

    void addAll(LakeSession other) {
        other.deliveries.values().forEach(events -> events.forEach(this::add));
        blind.addAll(other.blind);
    }

    /** Each event once, by the delivery that stands for it. */
    Collection<Event> events() {
        return deliveries.values().stream()
                .map(known -> known.stream().reduce(Event::or).orElseThrow())
                .toList();
    }

    /** The delivery that stands for an event; empty when the lake does not have it. */
    Optional<Event> find(Fingerprint fingerprint) {
        return Optional.ofNullable(deliveries.get(fingerprint))
                .flatMap(known -> known.stream().reduce(Event::or));
    }

    /**
     * Whether a row may say this beside the event: what the producer says of itself is not part of the event, may differ
     * from delivery to delivery, and the last that was written stands.
     */
    boolean brought(Event row) {
        return deliveries.getOrDefault(row.fingerprint(), List.of()).stream()
                .anyMatch(event -> Objects.equals(
                                event.producer().eventId(), row.producer().eventId())
                        && Objects.equals(
                                event.producer().gaClientId(), row.producer().gaClientId()));
    }

    /** Whether the lake could be read to where an event of that time may lie. */
    boolean sees(Instant occurredAt) {
        return !blind.contains(UtcTime.day(occurredAt));
    }
}
