package io.picasso.analytics.operation.verify;

import java.time.LocalDate;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** What comes day by day, oldest first. */
final class Peeking<T> {
    private final Iterator<T> source;
    private final Function<T, LocalDate> dayOf;
    private Optional<T> head = Optional.empty();

    Peeking(Iterator<T> source, Function<T, LocalDate> dayOf) {
        this.source = source;
        this.dayOf = dayOf;
    }

    /** The day that comes next; empty at the end. */
    Optional<LocalDate> day() {
        if (head.isEmpty() && source.hasNext()) {
            head = Optional.of(source.next());
        }
        return head.map(dayOf);
    }

    /** Takes all of that day and of days before it. */
    void take(LocalDate day, Consumer<T> taker) {
        for (Optional<LocalDate> next = day(); next.isPresent() && !next.get().isAfter(day); next = day()) {
            T taken = head.orElseThrow();
            head = Optional.empty();
            taker.accept(taken);
        }
    }
}
