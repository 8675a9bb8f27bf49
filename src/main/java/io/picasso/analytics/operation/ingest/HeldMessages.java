package io.picasso.analytics.operation.ingest;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.port.EventQueue;
import io.picasso.analytics.port.EventQueue.Message;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Messages that stay hidden from others while they are worked on, however long that takes. Once it is closed nothing
 * hides them any more, not even a heartbeat that was on its way.
 */
public final class HeldMessages implements AutoCloseable {
    private static final long SHORTEST_BEAT_MS = 300;

    private final EventQueue queue;
    private final List<Message> messages;
    private final Duration visibility;
    private final Consumer<Failure> listener;
    private final Future<?> heartbeat;
    private boolean closed;

    /**
     * @param visibility how long a heartbeat hides them; one comes every third of it
     * @param heartbeats the clock of the heartbeats
     * @param listener told when a heartbeat fails, which costs nothing but a second delivery, which changes nothing
     */
    public HeldMessages(
            EventQueue queue,
            List<Message> messages,
            Duration visibility,
            ScheduledExecutorService heartbeats,
            Consumer<Failure> listener) {
        this.queue = queue;
        this.messages = List.copyOf(messages);
        this.visibility = visibility;
        this.listener = listener;
        long third = Math.max(SHORTEST_BEAT_MS, visibility.toMillis() / 3);
        this.heartbeat = heartbeats.scheduleAtFixedRate(this::beat, third, third, TimeUnit.MILLISECONDS);
    }

    private synchronized void beat() {
        if (closed) {
            return;
        }
        try {
            queue.extend(messages, visibility);
        } catch (Failure failure) {
            listener.accept(failure);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        heartbeat.cancel(false);
    }
}
