package io.picasso.analytics.operation.backfill;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.Runs;
import io.picasso.analytics.progress.RunStatus;
import io.picasso.analytics.progress.RunWish;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Tells a running run what is wanted of it, and waits until it does it. */
public final class RunDesk {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Runs runs;

    public RunDesk(Runs runs) {
        this.runs = runs;
    }

    /** Lets a run wait. What is under way comes to its end. */
    public RunStatus pause(String run) {
        return tell(run, was -> was.paused(true), status -> status.state() == RunStatus.State.PAUSED);
    }

    /** Lets a run that waits go on. */
    public RunStatus goOn(String run) {
        return tell(run, was -> was.paused(false), status -> status.state() != RunStatus.State.PAUSED);
    }

    /** Gives a run another rate; empty for as many as the table takes. */
    public RunStatus rate(String run, OptionalDouble rate) {
        return tell(run, was -> was.withRate(rate), status -> status.rate().equals(rate));
    }

    private RunStatus tell(String run, UnaryOperator<RunWish> change, Predicate<RunStatus> heard) {
        requireRunning(run);
        runs.leave(run, change.apply(runs.wish(run)));
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            Optional<RunStatus> told = runs.status(run).filter(heard);
            if (told.isPresent()) {
                return told.get();
            }
            requireRunning(run);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        throw Failure.of(FailureCode.SERVICE_UNAVAILABLE, "The run did not answer")
                .where(run)
                .why("the wish is left for it, but it was not heard within " + PATIENCE.toSeconds() + " s")
                .next("Look at it with 'picasso-analytics backfill status " + run + "'.");
    }

    private void requireRunning(String run) {
        if (runs.worker(run).isEmpty()) {
            throw Failure.of(FailureCode.NOT_FOUND, "No process works on this run")
                    .where(run)
                    .next("See how it ended with 'picasso-analytics backfill status " + run
                            + "'; 'backfill resume' goes on with it.");
        }
    }
}
