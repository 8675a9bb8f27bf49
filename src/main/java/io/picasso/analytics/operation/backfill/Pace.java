package io.picasso.analytics.operation.backfill;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.WritePace;
import io.picasso.analytics.progress.RunWish;
import io.picasso.analytics.progress.WriteRate;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * The pace of a run: the rate the operator allows, slower where the table throttles, slower still for a tenant whose key
 * throttles, nothing at all while it is paused. Counts what was consumed. Safe for many threads.
 */
public final class Pace implements WritePace {
    /** A table that throttles every write for so long is not going to recover by itself. */
    private static final Duration LONGEST_STORM = Duration.ofMinutes(10);

    /** Short enough that a change of mind is heard at once. */
    private static final long LONGEST_SLEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final LongSupplier nanoTime;
    private final WriteRate rate;
    private final OptionalDouble asked;
    private final Map<String, WriteRate> keys = new ConcurrentHashMap<>();
    private final DoubleAdder units = new DoubleAdder();
    private final AtomicLong throttled = new AtomicLong();
    private final AtomicLong lastSuccess;
    private volatile boolean paused;
    private volatile BooleanSupplier stop = () -> false;

    /**
     * @param asked write units a second; empty for as many as the table takes
     * @param nanoTime a clock that never goes back
     */
    public Pace(OptionalDouble asked, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.asked = asked;
        this.rate = new WriteRate(asked, nanoTime.getAsLong());
        this.lastSuccess = new AtomicLong(nanoTime.getAsLong());
    }

    /** What is asked while waiting: true ends every wait with a failure. */
    void stopWhen(BooleanSupplier wish) {
        stop = wish;
    }

    @Override
    public void await(String tenantHash, double wanted) {
        take(rate, wanted);
        WriteRate own = keys.get(tenantHash);
        if (own != null) {
            take(own, wanted);
        }
    }

    private void take(WriteRate from, double wanted) {
        while (true) {
            if (stop.getAsBoolean()) {
                throw Failure.of(FailureCode.INTERRUPTED, "Stopped before a write");
            }
            long wait = paused ? LONGEST_SLEEP_NANOS : from.take(wanted, nanoTime.getAsLong());
            if (wait == 0) {
                return;
            }
            LockSupport.parkNanos(Math.min(wait, LONGEST_SLEEP_NANOS));
        }
    }

    @Override
    public void spent(String tenantHash, double estimated, double consumed) {
        if (consumed > 0) {
            units.add(consumed);
            lastSuccess.set(nanoTime.getAsLong());
        }
        rate.giveBack(estimated - consumed);
        WriteRate own = keys.get(tenantHash);
        if (own != null) {
            own.giveBack(estimated - consumed);
        }
    }

    @Override
    public boolean throttled(String tenantHash, Scope scope) {
        long now = nanoTime.getAsLong();
        throttled.incrementAndGet();
        if (scope == Scope.KEY) {
            keys.computeIfAbsent(tenantHash, hash -> new WriteRate(OptionalDouble.empty(), now))
                    .throttled(now);
        } else {
            rate.throttled(now);
        }
        return now - lastSuccess.get() < LONGEST_STORM.toNanos();
    }

    @Override
    public double largest() {
        return rate.largest(nanoTime.getAsLong());
    }

    /** Does what is wanted from now on. */
    void follow(RunWish wish) {
        paused = wish.paused();
        OptionalDouble wanted = wish.rateGiven() ? wish.rate() : asked;
        if (!wanted.equals(rate.limit())) {
            rate.limit(wanted);
        }
        if (paused) {
            // Time that was spent on purpose is no sign of a table that does not recover.
            lastSuccess.set(nanoTime.getAsLong());
        }
    }

    boolean isPaused() {
        return paused;
    }

    /** What is allowed; empty for as many as the table takes. */
    OptionalDouble limit() {
        return rate.limit();
    }

    /** Write units consumed. */
    double units() {
        return units.sum();
    }

    /** How many writes were throttled. */
    long throttledWrites() {
        return throttled.get();
    }
}
