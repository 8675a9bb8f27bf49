package io.picasso.analytics.local.events;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Lets each enabled rule call when its time has come: one period after it was made or the stack was started, and every
 * period from then on. A call that is missed because the stack was not there is not made up for, as in AWS.
 */
final class Scheduler implements AutoCloseable {
    private final Duration minute;
    private final Consumer<String> call;
    private final Map<String, ScheduledFuture<?>> running = new HashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "events-clock");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param minute how long a minute is
     * @param call told the name of the rule whose time has come; may take its time, the rules wait for each other
     */
    Scheduler(Duration minute, Consumer<String> call) {
        this.minute = minute;
        this.call = call;
    }

    /** The rule is as it is from now on. */
    synchronized void set(Rule rule) {
        cancel(rule.name());
        if (rule.enabled()) {
            long period =
                    minute.multipliedBy(Rate.of(rule.expression()).minutes()).toNanos();
            running.put(
                    rule.name(),
                    clock.scheduleAtFixedRate(() -> due(rule.name()), period, period, TimeUnit.NANOSECONDS));
        }
    }

    /** The rule is gone. */
    synchronized void cancel(String rule) {
        ScheduledFuture<?> was = running.remove(rule);
        if (was != null) {
            was.cancel(false);
        }
    }

    private void due(String rule) {
        try {
            call.accept(rule);
        } catch (RuntimeException e) {
            // Thrown on, it would end the schedule.
            System.err.println("events: rule " + rule + ": " + e);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
