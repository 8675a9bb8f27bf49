package io.picasso.analytics.session;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.Fingerprint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What became of each event of a session: lake against table, and the stored summary against the table's events.
 *
 * @param events every distinct event of lake and table, in the order of the timeline, under what it is
 * @param stored the summary row that is not expired; empty when there is none
 * @param folded the fold over the table's events that are not expired; empty when there are none
 * @param differences where these two do not agree
 */
public record SessionAccount(
        Map<Presence, List<Event>> events,
        Optional<SessionSummary> stored,
        Optional<SessionSummary> folded,
        List<SummaryDifference> differences) {
    /**
     * What is known of a session.
     *
     * @param lake events as they were read from the lake, repeats included
     * @param table events of the table that are not expired
     * @param expired events of the table that are, and only wait to be deleted
     * @param deferred fingerprints that a marker names
     * @param stored the summary row, if it is not expired
     */
    public record Known(
            Collection<Event> lake,
            Collection<Event> table,
            Collection<Event> expired,
            Set<Fingerprint> deferred,
            Optional<SessionSummary> stored) {}

    public SessionAccount {
        Map<Presence, List<Event>> copy = new EnumMap<>(Presence.class);
        events.forEach((presence, some) -> copy.put(presence, List.copyOf(some)));
        events = java.util.Collections.unmodifiableMap(copy);
        differences = List.copyOf(differences);
    }

    /** Puts each distinct event under what it is. */
    public static SessionAccount of(Known known, Retention retention, Instant now) {
        Map<Fingerprint, Event> lake = distinct(known.lake());
        Map<Fingerprint, Event> table = distinct(known.table());
        Map<Fingerprint, Event> expired = distinct(known.expired());
        Set<Fingerprint> all = new HashSet<>(lake.keySet());
        all.addAll(table.keySet());
        all.addAll(expired.keySet());
        Map<Presence, List<Event>> events = new EnumMap<>(Presence.class);
        for (Fingerprint print : all) {
            // The row is what the summary was made from, so it is the one to show.
            Event event = Optional.ofNullable(table.get(print))
                    .or(() -> Optional.ofNullable(lake.get(print)))
                    .or(() -> Optional.ofNullable(expired.get(print)))
                    .orElseThrow();
            Presence presence;
            if (table.containsKey(print)) {
                presence = lake.containsKey(print) ? Presence.IN_BOTH : Presence.NOT_IN_LAKE;
            } else if (expired.containsKey(print) || Retention.isExpired(retention.expiryOf(event.occurredAt()), now)) {
                presence = Presence.EXPIRED;
            } else {
                presence = known.deferred().contains(print) ? Presence.DEFERRED : Presence.NOT_WRITTEN;
            }
            events.computeIfAbsent(presence, p -> new ArrayList<>()).add(event);
        }
        events.values().forEach(some -> some.sort(Event.BY_STEP));
        Optional<SessionSummary> folded =
                SessionFold.over(table.values(), retention).summary();
        List<SummaryDifference> differences = known.stored().isPresent() && folded.isPresent()
                ? SummaryDifference.between(known.stored().get(), folded.get(), now)
                : List.of();
        return new SessionAccount(events, known.stored(), folded, differences);
    }

    /** The events under one heading; none where there are none. */
    public List<Event> of(Presence presence) {
        return events.getOrDefault(presence, List.of());
    }

    /** The events the summary should count. */
    public List<Event> counted() {
        return merged(Presence.IN_BOTH, Presence.NOT_IN_LAKE);
    }

    /** The events of the lake that are within the retention. */
    public List<Event> lake() {
        return merged(Presence.IN_BOTH, Presence.DEFERRED, Presence.NOT_WRITTEN);
    }

    /** The counters and the events behind each. */
    public List<CounterEvents> counters() {
        return CounterEvents.of(counted(), stored);
    }

    /** Whether nothing at all is known of the session. */
    public boolean isEmpty() {
        return events.isEmpty() && stored.isEmpty();
    }

    /** What does not agree, each in one sentence; none when lake, table and summary say the same. */
    public List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        for (Presence presence : Presence.values()) {
            int count = of(presence).size();
            if (count > 0 && !presence.isAccounted()) {
                reasons.add(count + (count == 1 ? " event " : " events ") + presence.meaning());
            }
        }
        if (stored.isEmpty() && folded.isPresent()) {
            reasons.add("the summary row is missing");
        }
        if (stored.isPresent() && folded.isEmpty()) {
            reasons.add("the summary row has no events behind it in the table");
        }
        differences.forEach(difference -> reasons.add(difference.toString()));
        return reasons;
    }

    /** Whether every event is where it should be and the summary says what they say. */
    public boolean isAccounted() {
        return reasons().isEmpty();
    }

    private List<Event> merged(Presence... presences) {
        List<Event> merged = new ArrayList<>();
        for (Presence presence : presences) {
            merged.addAll(of(presence));
        }
        merged.sort(Event.BY_STEP);
        return merged;
    }

    private static Map<Fingerprint, Event> distinct(Collection<Event> events) {
        Map<Fingerprint, Event> distinct = new HashMap<>();
        events.forEach(event -> distinct.merge(event.fingerprint(), event, Event::or));
        return distinct;
    }
}
