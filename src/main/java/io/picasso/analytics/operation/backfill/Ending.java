package io.picasso.analytics.operation.backfill;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.progress.JournalEntry.Outcome;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Whether and why a run is to end before its input does. The first reason counts. Safe for many threads. */
final class Ending {
    /** Thrown through the readers, so that they come to their end. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stopped() {
            super("the run is to end", null, false, false);
        }
    }

    /**
     * @param remedy the limit to resume with, as it is typed; empty where it can go on as it is
     */
    record Reason(Outcome outcome, Failure failure, String remedy) {}

    private final AtomicReference<@Nullable Reason> reason = new AtomicReference<>();
    private final BooleanSupplier interrupted;

    Ending(BooleanSupplier interrupted) {
        this.interrupted = interrupted;
    }

    void because(Outcome outcome, Failure failure) {
        reason.compareAndSet(null, new Reason(outcome, failure, ""));
    }

    /** A limit was reached; with the remedy in place of it the run can go on. */
    void atLimit(Failure failure, String remedy) {
        reason.compareAndSet(null, new Reason(Outcome.LIMIT, failure, remedy));
    }

    boolean isWanted() {
        return reason.get() != null || interrupted.getAsBoolean();
    }

    void check() {
        if (isWanted()) {
            throw new Stopped();
        }
    }

    Optional<Reason> reason() {
        return Optional.ofNullable(reason.get());
    }
}
