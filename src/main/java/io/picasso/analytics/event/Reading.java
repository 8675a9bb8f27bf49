package io.picasso.analytics.event;

import java.util.function.BiFunction;
import java.util.function.Function;

/** The result of a step on the way from text to event: a value, or the reason why there is none. */
public sealed interface Reading<T> {
    /** It could be read. */
    record Accepted<T>(T value) implements Reading<T> {
        @Override
        public <U> Reading<U> then(Function<? super T, Reading<U>> next) {
            return next.apply(value);
        }

        @Override
        public <R> R either(Function<? super T, R> accepted, BiFunction<RejectionReason, String, R> rejected) {
            return accepted.apply(value);
        }
    }

    /**
     * It could not.
     *
     * @param detail what was found, without payload text; for the quarantine and the log
     */
    record Rejected<T>(RejectionReason reason, String detail) implements Reading<T> {
        @Override
        public <U> Reading<U> then(Function<? super T, Reading<U>> next) {
            return new Rejected<>(reason, detail);
        }

        @Override
        public <R> R either(Function<? super T, R> accepted, BiFunction<RejectionReason, String, R> rejected) {
            return rejected.apply(reason, detail);
        }
    }

    /** The next step on the way, unless this one was rejected. */
    <U> Reading<U> then(Function<? super T, Reading<U>> next);

    /** What to do in either case. */
    <R> R either(Function<? super T, R> accepted, BiFunction<RejectionReason, String, R> rejected);
}
