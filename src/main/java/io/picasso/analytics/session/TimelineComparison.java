package io.picasso.analytics.session;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.EventType;
import io.picasso.analytics.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * Two timelines side by side, step by step. Times do not count, nor do ids: two sessions never have the same.
 *
 * @param pairs in step order; within a step in the order of the one timeline, then what only the other has
 */
public record TimelineComparison(List<Pair> pairs) {
    /** What becomes of an event in a comparison. */
    public enum Kind {
        /** Step, type and payload are the same. */
        SAME,
        /** Step and type are the same, the payload is not. */
        CHANGED,
        /** Only the one timeline has it. */
        ONLY_ONE,
        /** Only the other timeline has it. */
        ONLY_OTHER
    }

    /** An event of each timeline, or of one of them. */
    public record Pair(Kind kind, Optional<Event> one, Optional<Event> other) {
        /** The event of the one timeline, else that of the other. */
        public Event either() {
            return one.or(() -> other).orElseThrow();
        }
    }

    public TimelineComparison {
        pairs = List.copyOf(pairs);
    }

    /** Compares them. */
    public static TimelineComparison of(Timeline one, Timeline other) {
        SortedMap<Integer, Step> steps = new TreeMap<>();
        one.entries().forEach(entry -> step(steps, entry.event()).one.add(entry.event()));
        other.entries().forEach(entry -> step(steps, entry.event()).other.add(entry.event()));
        List<Pair> pairs = new ArrayList<>();
        steps.values().forEach(step -> pairs.addAll(step.pairs()));
        return new TimelineComparison(pairs);
    }

    private static Step step(SortedMap<Integer, Step> steps, Event event) {
        return steps.computeIfAbsent(event.step(), unused -> new Step());
    }

    /** How many pairs are of a kind. */
    public long count(Kind kind) {
        return pairs.stream().filter(pair -> pair.kind() == kind).count();
    }

    /** Whether both have the same events. */
    public boolean isSame() {
        return count(Kind.SAME) == pairs.size();
    }

    /** The events of one step. */
    private static final class Step {
        private final List<Event> one = new ArrayList<>();
        private final Set<Event> other = new LinkedHashSet<>();

        /** Equal ones find each other first, whatever their order; then those of a type. */
        List<Pair> pairs() {
            List<Optional<Pair>> found = new ArrayList<>();
            one.forEach(event -> found.add(take(event, Kind.SAME, Step::isSame)));
            List<Pair> pairs = new ArrayList<>();
            for (int i = 0; i < one.size(); i++) {
                Event event = one.get(i);
                pairs.add(found.get(i)
                        .or(() -> take(
                                event, Kind.CHANGED, (left, right) -> type(left).equals(type(right))))
                        .orElseGet(() -> new Pair(Kind.ONLY_ONE, Optional.of(event), Optional.empty())));
            }
            other.forEach(event -> pairs.add(new Pair(Kind.ONLY_OTHER, Optional.empty(), Optional.of(event))));
            return pairs;
        }

        private Optional<Pair> take(Event event, Kind kind, BiPredicate<Event, Event> matches) {
            Optional<Event> match = other.stream()
                    .filter(candidate -> matches.test(event, candidate))
                    .findFirst();
            match.ifPresent(other::remove);
            return match.map(found -> new Pair(kind, Optional.of(event), Optional.of(found)));
        }

        private static boolean isSame(Event one, Event other) {
            return type(one).equals(type(other)) && payload(one).equals(payload(other));
        }

        private static EventType type(Event event) {
            return event.type();
        }

        private static String payload(Event event) {
            StringBuilder text = new StringBuilder();
            JsonText.canonical(event.payload(), text);
            return text.toString();
        }
    }
}
