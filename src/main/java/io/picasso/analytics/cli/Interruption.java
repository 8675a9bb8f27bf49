package io.picasso.analytics.cli;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The wish of the operator that a running command ends: Ctrl-C, or a termination signal.
 *
 * <p>A command that has something to finish registers with {@link #onInterrupt} for as long as it works; the process
 * then waits, within bounds, until the command has come to its end. A command that registers nothing just ends.
 */
public final class Interruption {
    private final List<Runnable> callbacks = new CopyOnWriteArrayList<>();
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean requested;

    /** Ends a registration. */
    @FunctionalInterface
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    /** Whether the command has been asked to stop. Long loops look here between two batches. */
    public boolean requested() {
        return requested;
    }

    /**
     * Registers what is to be done when the command is asked to stop, such as waking a poll. It runs on another thread,
     * at most once, and at once where the wish is already there.
     */
    public Registration onInterrupt(Runnable callback) {
        callbacks.add(callback);
        if (requested) {
            callback.run();
        }
        return () -> callbacks.remove(callback);
    }

    /** Asks the command to stop. Asking twice changes nothing. */
    public void request() {
        synchronized (this) {
            if (requested) {
                return;
            }
            requested = true;
        }
        callbacks.forEach(Runnable::run);
    }

    /**
     * Ties this to the signals of the process; at the end of the process waits for the command, but not for ever.
     *
     * @param end run when a signal, and not the command itself, has ended the process
     */
    void listen(Duration patience, Runnable end) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            if (finished.getCount() > 0) {
                                endOfProcess(patience);
                                end.run();
                            }
                        },
                        "interruption"));
    }

    /** Says that the command has come to its end, so that nothing is waited for. */
    void finished() {
        finished.countDown();
    }

    private void endOfProcess(Duration patience) {
        request();
        if (callbacks.isEmpty()) {
            return;
        }
        try {
            boolean ended = finished.await(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                System.err.println("Stopped without waiting any longer for the end of what was begun.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
