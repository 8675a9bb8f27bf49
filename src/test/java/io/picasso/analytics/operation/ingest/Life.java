package io.picasso.analytics.operation.ingest;

import java.util.Optional;

/**
 * The life of a processor, as its ports see it. It ends at a planned moment, as by {@code kill -9}: the call at that
 * moment does not return, and nothing the processor does afterwards gets through.
 */
final class Life {
    /** Moments between the steps of a batch. */
    enum Moment {
        BEFORE_THE_LAKE,
        AFTER_ONE_LAKE_OBJECT,
        BEFORE_THE_EVENTS,
        AFTER_HALF_OF_THE_EVENTS,
        AFTER_THE_EVENTS,
        BEFORE_AN_ANCHOR,
        AFTER_AN_ANCHOR,
        BEFORE_A_SUMMARY,
        AFTER_A_SUMMARY,
        BEFORE_THE_DELETE,
        AFTER_HALF_OF_THE_DELETE
    }

    /** The end. No failure of a service: nothing in the program may catch it and go on. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1L;

        Death() {
            super("the processor is dead", null, false, false);
        }
    }

    private Optional<Moment> planned = Optional.empty();
    private boolean over;

    /** The next time the moment comes, it is the end. */
    synchronized void planEnd(Moment moment) {
        planned = Optional.of(moment);
    }

    /** No end is planned any more. */
    synchronized void spare() {
        planned = Optional.empty();
    }

    synchronized boolean isOver() {
        return over;
    }

    synchronized Optional<Moment> planned() {
        return planned;
    }

    synchronized boolean isPlanned(Moment moment) {
        return planned.filter(moment::equals).isPresent();
    }

    /** A moment has come. */
    synchronized void reach(Moment moment) {
        over |= isPlanned(moment);
        if (over) {
            throw new Death();
        }
    }
}
