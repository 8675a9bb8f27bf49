package io.picasso.analytics.operation.backfill;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.ingest.HeldMessages;
import io.picasso.analytics.operation.ingest.QueueRequest;
import io.picasso.analytics.operation.ingest.Waiting;
import io.picasso.analytics.port.EventQueue;
import io.picasso.analytics.port.EventQueue.Message;
import io.picasso.analytics.port.JsonParser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Takes shards from the queue and works on them, some at once. A message is deleted only when its shard is known to be
 * done; while it is worked on it stays hidden. When this is stopped, it is given back.
 */
public final class ShardProcessor {
    private static final Duration WAIT = Duration.ofSeconds(2);

    /** Told of what happens, from several threads. */
    public interface Listener {
        void worked(String run, String shard, ShardWorker.Result result);

        /** A message that nobody can work on; the queue sets it aside after some tries. */
        void refused(Failure why);

        /** The shard comes again. */
        void failed(String run, String shard, Failure why);
    }

    private final EventQueue queue;
    private final ShardWorker worker;
    private final JsonParser parser;
    private final BooleanSupplier stop;
    private final Listener listener;

    /**
     * @param stop asked all the time; true ends the work, and shards under way are given back
     */
    public ShardProcessor(
            EventQueue queue, ShardWorker worker, JsonParser parser, BooleanSupplier stop, Listener listener) {
        this.queue = queue;
        this.worker = worker;
        this.parser = parser;
        this.stop = stop;
        this.listener = listener;
    }

    /**
     * Works until the request's end; a batch of it is a shard.
     *
     * @throws Failure when the queue cannot be used, or its runs belong to other tables
     */
    public void run(QueueRequest request) {
        Duration visibility = queue.visibility();
        AtomicLong budget = new AtomicLong(request.maxMessages());
        ExecutorService pool = Executors.newFixedThreadPool(request.workers());
        ScheduledExecutorService heartbeats = Executors.newSingleThreadScheduledExecutor();
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < request.workers(); i++) {
                ends.add(pool.submit(() -> work(request, budget, visibility, heartbeats)));
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
            QueueRequest request, AtomicLong budget, Duration visibility, ScheduledExecutorService heartbeats) {
        while (!stop.getAsBoolean() && budget.getAndDecrement() > 0) {
            List<Message> messages = queue.receive(1, WAIT);
            if (messages.isEmpty()) {
                budget.incrementAndGet();
                if (request.until() != QueueRequest.Until.STOPPED) {
                    return;
                }
            }
            for (Message message : messages) {
                process(message, request.workers(), visibility, heartbeats);
            }
        }
    }

    private void process(Message message, int sharing, Duration visibility, ScheduledExecutorService heartbeats) {
        Optional<ShardMessage> parsed = ShardMessage.parse(message.body(), parser);
        if (parsed.isEmpty()) {
            refuse(message, Failure.of(FailureCode.INVALID_INPUT, "A message names no shard of a backfill"));
            return;
        }
        ShardMessage shard = parsed.get();
        try {
            ShardWorker.Result result = work(shard, sharing, message, visibility, heartbeats);
            if (result == ShardWorker.Result.INTERRUPTED) {
                giveBack(message);
            } else {
                queue.delete(List.of(message));
            }
            listener.worked(shard.run(), shard.shard(), result);
        } catch (Failure failure) {
            passOn(message, shard, failure);
        }
    }

    private ShardWorker.Result work(
            ShardMessage shard,
            int sharing,
            Message message,
            Duration visibility,
            ScheduledExecutorService heartbeats) {
        try (HeldMessages held = new HeldMessages(queue, List.of(message), visibility, heartbeats, failure -> {})) {
            return worker.work(shard, sharing, stop);
        }
    }

    private void passOn(Message message, ShardMessage shard, Failure failure) {
        if (failure.code() == FailureCode.NOT_FOUND) {
            refuse(message, failure);
        } else if (failure.code() == FailureCode.BAD_USAGE) {
            // Not the message is wrong here but this worker.
            giveBack(message);
            throw failure;
        } else if (failure.code() == FailureCode.INTERRUPTED) {
            giveBack(message);
            listener.worked(shard.run(), shard.shard(), ShardWorker.Result.INTERRUPTED);
        } else {
            // Hidden for a while yet, so that what failed has time to recover.
            listener.failed(shard.run(), shard.shard(), failure);
        }
    }

    private void refuse(Message message, Failure why) {
        giveBack(message);
        listener.refused(why);
    }

    /** Where this fails, the message comes again later than was meant; that changes nothing. */
    private void giveBack(Message message) {
        try {
            queue.extend(List.of(message), Duration.ZERO);
        } catch (Failure failure) {
            // It comes again when its time is over.
        }
    }
}
