package io.picasso.analytics.local.lambda;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Makes the threads of this package: they keep no process alive, and end when they have nothing to do. */
final class Threads {
    private static final long IDLE_SECONDS = 30;
    private static final int MOST_WAITING = 10_000;

    private Threads() {}

    /**
     * Threads of that name.
     *
     * @param most how many work at once; what comes then waits, and is refused when too much does
     */
    static ExecutorService named(String name, int most) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                most, most, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_WAITING), task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
