package io.picasso.analytics.operation.backfill;

import io.picasso.analytics.port.RunControl;
import io.picasso.analytics.progress.LineCounts;
import io.picasso.analytics.progress.RunStatus;
import io.picasso.analytics.progress.RunStatus.State;
import io.picasso.analytics.progress.WriteCounts;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** While a run works: hears what is wanted of it, and tells how it is, a few times a second. */
final class StatusDesk implements AutoCloseable {
    private static final long PERIOD_MS = 200;

    /** Speeds are those of the last five seconds. */
    private static final int SAMPLES = 25;

    private record Sample(long nanos, long events, double units) {}

    private final RunControl control;
    private final Consumer<RunStatus> listener;
    private final Ledger ledger;
    private final Pace pace;
    private final Ending ending;
    private final List<Shard> shards;
    private final BackfillRun run;
    private final Clock clock;
    private final Instant startedAt;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "backfill-status");
        thread.setDaemon(true);
        return thread;
    });

    StatusDesk(
            RunControl control,
            Consumer<RunStatus> listener,
            Ledger ledger,
            Pace pace,
            Ending ending,
            List<Shard> shards,
            BackfillRun run,
            Clock clock) {
        this.control = control;
        this.listener = listener;
        this.ledger = ledger;
        this.pace = pace;
        this.ending = ending;
        this.shards = shards;
        this.run = run;
        this.clock = clock;
        this.startedAt = clock.instant();
        ticks.scheduleWithFixedDelay(this::tick, 0, PERIOD_MS, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        pace.follow(control.wish());
        tell(ending.isWanted() ? State.STOPPING : pace.isPaused() ? State.PAUSED : State.RUNNING);
    }

    private void tell(State state) {
        LineCounts counts = ledger.lines();
        WriteCounts written = ledger.written();
        Sample now = new Sample(System.nanoTime(), written.events() + written.present(), pace.units());
        samples.addLast(now);
        if (samples.size() > SAMPLES) {
            samples.removeFirst();
        }
        Sample then = samples.getFirst();
        double seconds = Math.max(1e-3, (now.nanos() - then.nanos()) / 1e9);
        RunStatus status = new RunStatus(
                state,
                clock.instant(),
                startedAt,
                counts,
                written,
                shards.size(),
                run.shardsDone(),
                shards.stream().mapToLong(Shard::bytes).sum(),
                ledger.consumed(),
                pace.limit(),
                (now.units() - then.units()) / seconds,
                (now.events() - then.events()) / seconds,
                pace.throttledWrites());
        control.report(status);
        listener.accept(status);
    }

    /** Tells the last state. */
    @Override
    public void close() {
        ticks.shutdown();
        try {
            ticks.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        tell(State.ENDED);
    }
}
