package io.picasso.analytics.session;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.EventType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * A counter of the summary and what is behind it.
 *
 * @param counter the attribute's name
 * @param stored what the row says; empty when there is no row
 * @param counted what the events say
 * @param events the events that make it up, in the order of the timeline
 */
public record CounterEvents(String counter, OptionalLong stored, long counted, List<Event> events) {
    public CounterEvents {
        events = List.copyOf(events);
    }

    /** Whether the row says what the events say. */
    public boolean agrees() {
        return stored.isEmpty() || stored.getAsLong() == counted;
    }

    /** All counters of a summary, over the events of the table in the order of the timeline. */
    static List<CounterEvents> of(List<Event> timeline, Optional<SessionSummary> row) {
        Optional<Counters> stored = row.map(SessionSummary::counters);
        Predicate<Event> sent = event -> event.type().equals(EventType.MESSAGE_SENT);
        Predicate<Event> received = event -> event.type().equals(EventType.MESSAGE_RECEIVED);
        Predicate<Event> timed = event -> SessionFold.responseTimeMs(event).isPresent();
        List<CounterEvents> counters = new ArrayList<>();
        counters.add(counting("event_count", timeline, event -> true, stored, Counters::events));
        counters.add(counting("message_count", timeline, sent.or(received), stored, Counters::messages));
        counters.add(counting("user_message_count", timeline, sent, stored, Counters::userMessages));
        counters.add(counting("bot_message_count", timeline, received, stored, Counters::botMessages));
        counters.add(counting("response_count", timeline, timed, stored, Counters::responses));
        List<Event> answers = timeline.stream().filter(timed).toList();
        long total = answers.stream()
                .mapToLong(event -> SessionFold.responseTimeMs(event).orElse(0L))
                .sum();
        counters.add(
                new CounterEvents("total_response_time_ms", value(stored, Counters::responseTimeMs), total, answers));
        return counters;
    }

    private static CounterEvents counting(
            String name,
            List<Event> timeline,
            Predicate<Event> counts,
            Optional<Counters> stored,
            ToLongFunction<Counters> figure) {
        List<Event> behind = timeline.stream().filter(counts).toList();
        return new CounterEvents(name, value(stored, figure), behind.size(), behind);
    }

    private static OptionalLong value(Optional<Counters> stored, ToLongFunction<Counters> figure) {
        return stored.map(counters -> OptionalLong.of(figure.applyAsLong(counters)))
                .orElse(OptionalLong.empty());
    }
}
