package io.picasso.analytics.operation.backfill;

import io.picasso.analytics.failure.Failure;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** While a shard is worked on: looks every second what is wished of its run, and lets the pace follow it. */
final class WishListener implements AutoCloseable {
    private static final long PERIOD_MS = 1_000;

    private final LakeRuns runs;
    private final String run;
    private final int sharing;
    private final Pace pace;
    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "backfill-wishes");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param sharing shards among which this process divides the rate
     */
    WishListener(LakeRuns runs, String run, int sharing, Pace pace) {
        this.runs = runs;
        this.run = run;
        this.sharing = sharing;
        this.pace = pace;
    }

    /** Does what is wished now, and from now on what will be. */
    void listen() {
        hear();
        ticks.scheduleWithFixedDelay(this::hear, PERIOD_MS, PERIOD_MS, TimeUnit.MILLISECONDS);
    }

    private void hear() {
        try {
            pace.follow(runs.wish(run).share(sharing));
        } catch (Failure failure) {
            // What was heard last holds until the bucket answers again.
        }
    }

    @Override
    public void close() {
        ticks.shutdownNow();
    }
}
