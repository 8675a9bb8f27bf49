package io.picasso.analytics.event;

/** The result of a step on the way from text to event: a value, or the reason why there is none. */
public sealed interface Reading<T> {
    /** It could be read. */
    record Accepted<T>(T value) implements Reading<T> {}

    /**
     * It could not.
     *
     * @param detail what was found, without payload text; for the quarantine and the log
     */
    record Rejected<T>(RejectionReason reason, String detail) implements Reading<T> {
        /** The same rejection, of another type of reading. */
        <U> Rejected<U> as() {
            return new Rejected<>(reason, detail);
        }
    }
}
