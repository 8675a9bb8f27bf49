package io.picasso.analytics.operation.ingest;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.EventQueue;
import io.picasso.analytics.port.EventQueue.Message;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Takes messages from the queue, processes them, and deletes those that are safe. While a batch is worked on its
 * messages stay hidden, however long it takes; a message that failed is left to come again.
 */
public final class QueueProcessor {
    private static final Duration WAIT = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** Told of what happens, from several threads. */
    public interface Listener extends BatchListener {
        /** The queue could not be asked; it is tried again. */
        void waiting(Failure why, Duration pause);
    }

    private final EventQueue queue;
    private final BatchProcessor processor;
    private final BooleanSupplier stop;
    private final Listener listener;

    /**
     * @param stop asked before each batch; true ends the work after the batches that have begun
     */
    public QueueProcessor(EventQueue queue, BatchProcessor processor, BooleanSupplier stop, Listener listener) {
        this.queue = queue;
        this.processor = processor;
        this.stop = stop;
        this.listener = listener;
    }

    /**
     * Works until the request's end.
     *
     * @throws Failure when the queue cannot be reached; while following only when waiting cannot help
     */
    public void run(QueueRequest request) {
        Duration visibility = queue.visibility();
        AtomicLong budget = new AtomicLong(request.maxMessages());
        int workers = request.until() == QueueRequest.Until.ONE_BATCH ? 1 : request.workers();
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        ScheduledExecutorService heartbeats = Executors.newSingleThreadScheduledExecutor();
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                ends.add(pool.submit(() -> work(request.until(), budget, visibility, heartbeats)));
            }
            Optional<Failure> first = Optional.empty();
            for (Future<?> end : ends) {
                try {
                    Waiting.on(end);
                } catch (Failure failure) {
                    first = first.or(() -> Optional.of(failure));
                }
            }
            first.ifPresent(failure -> {
                throw failure;
            });
        } finally {
            pool.shutdownNow();
            heartbeats.shutdownNow();
        }
    }

    private void work(
            QueueRequest.Until until, AtomicLong budget, Duration visibility, ScheduledExecutorService heartbeats) {
        Duration pause = Duration.ofSeconds(1);
        while (!stop.getAsBoolean()) {
            long wanted = reserve(budget);
            if (wanted == 0) {
                return;
            }
            List<Message> messages;
            try {
                messages = queue.receive((int) wanted, WAIT);
                pause = Duration.ofSeconds(1);
            } catch (Failure failure) {
                budget.addAndGet(wanted);
                if (until != QueueRequest.Until.STOPPED || !mayPass(failure)) {
                    throw failure;
                }
                listener.waiting(failure, pause);
                sleep(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                continue;
            }
            budget.addAndGet(wanted - messages.size());
            if (!messages.isEmpty()) {
                process(messages, until, visibility, heartbeats);
            }
            if (until == QueueRequest.Until.ONE_BATCH || (until == QueueRequest.Until.EMPTY && messages.isEmpty())) {
                return;
            }
        }
    }

    private void process(
            List<Message> messages,
            QueueRequest.Until until,
            Duration visibility,
            ScheduledExecutorService heartbeats) {
        BatchResult result;
        try (HeldMessages held = new HeldMessages(
                queue, messages, visibility, heartbeats, failure -> listener.waiting(failure, Duration.ZERO))) {
            result = processor.process(
                    messages.stream().map(QueueProcessor::inbound).toList());
        }
        try {
            queue.delete(messages.stream()
                    .filter(m -> !result.failed().contains(m.id()))
                    .toList());
        } catch (Failure failure) {
            if (until != QueueRequest.Until.STOPPED || !mayPass(failure)) {
                throw failure;
            }
            // They come again, and change nothing then.
            listener.waiting(failure, Duration.ZERO);
        }
        listener.processed(messages.size(), result);
    }

    private static long reserve(AtomicLong budget) {
        while (true) {
            long left = budget.get();
            long taken = Math.min(left, EventQueue.MAX_BATCH);
            if (budget.compareAndSet(left, left - taken)) {
                return taken;
            }
        }
    }

    private static InboundMessage inbound(Message message) {
        return new InboundMessage(
                message.id(),
                message.body().getBytes(StandardCharsets.UTF_8),
                Optional.of(message.sentAt()),
                new InboundMessage.Source("queue", message.id(), OptionalInt.empty()),
                InboundMessage.Origin.PRODUCER);
    }

    private static boolean mayPass(Failure failure) {
        return failure.code() == FailureCode.SERVICE_UNAVAILABLE || failure.code() == FailureCode.THROTTLED;
    }

    private void sleep(Duration pause) {
        long end = System.nanoTime() + pause.toNanos();
        while (System.nanoTime() < end && !stop.getAsBoolean()) {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
