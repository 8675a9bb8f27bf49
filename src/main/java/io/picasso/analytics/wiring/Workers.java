package io.picasso.analytics.wiring;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that do not keep the process alive. */
final class Workers {
    /** Enough to keep a distant table busy; an engine on this machine gains nothing by more. */
    static final int WRITERS = 16;

    /** Who has no work for so long ends, so that a pool that nobody uses any more keeps nothing. */
    private static final int IDLE_SECONDS = 60;

    private Workers() {}

    static ExecutorService named(String name, int count) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                count, count, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
