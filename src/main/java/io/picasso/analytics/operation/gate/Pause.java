package io.picasso.analytics.operation.gate;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Waits, and measures time. Tests have one in which time passes as they like. */
public interface Pause {
    /** Between two looks at what is waited for. */
    Duration STEP = Duration.ofMillis(200);

    /** Lets time pass. */
    void rest(Duration time);

    /** Nanoseconds since any moment, always the same one. */
    long nanoTime();

    /** The time of the machine. */
    static Pause real(LongSupplier nanoTime) {
        return new Pause() {
            @Override
            public void rest(Duration time) {
                try {
                    Thread.sleep(time.toMillis());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw Failure.of(FailureCode.INTERRUPTED, "interrupted while waiting")
                            .cause(e);
                }
            }

            @Override
            public long nanoTime() {
                return nanoTime.getAsLong();
            }
        };
    }

    /**
     * Waits until something is so.
     *
     * @param stop ends the waiting
     * @return whether it is so
     */
    default boolean until(Duration longest, BooleanSupplier stop, BooleanSupplier so) {
        long end = nanoTime() + longest.toNanos();
        while (!so.getAsBoolean()) {
            if (stop.getAsBoolean() || nanoTime() >= end) {
                return false;
            }
            rest(STEP);
        }
        return true;
    }
}
