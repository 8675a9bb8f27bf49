package io.picasso.analytics.operation.queue;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.operation.ingest.SavedMessage;
import io.picasso.analytics.port.EventQueue;
import io.picasso.analytics.port.EventQueue.Message;
import io.picasso.analytics.port.QueueControl;
import io.picasso.analytics.port.QueueMessages;
import io.picasso.analytics.port.QueueMessages.Outcome;
import io.picasso.analytics.resource.FoundQueue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * Empties a queue: takes its messages, saves them where that is wanted, and deletes what was taken, and nothing else.
 * SQS's own purge would also delete what nobody has saved, what somebody else is at work on, and what comes within the
 * next minute.
 */
public final class Purge {
    /** On a queue that others write to there is no end; after so many batches with nothing to delete it is reached. */
    private static final int BARREN_BATCHES = 3;

    /**
     * What was done.
     *
     * @param lookedAt messages that were received
     * @param saved messages that are in the file
     * @param deleted messages that are gone
     * @param notDeleted messages that are, or may be, still there, though they are saved where that was wanted
     * @param newer messages that came after it had begun and are handed back
     * @param notHandedBack how many come back only after some minutes
     * @param interrupted whether it was asked to stop before its end
     * @param failure why it ended early; empty when it did not
     * @param after the queue afterwards; empty when it could not be asked
     */
    public record Report(
            long lookedAt,
            long saved,
            long deleted,
            long notDeleted,
            long newer,
            int notHandedBack,
            boolean interrupted,
            Optional<Failure> failure,
            Optional<FoundQueue> after) {}

    private final QueueControl control;
    private final QueueMessages queue;
    private final BooleanSupplier stop;
    private final IntConsumer listener;
    private final LongSupplier nanoTime;

    /**
     * @param stop asked before each batch; true ends it after the one that has begun
     * @param listener told how many more messages were looked at
     * @param nanoTime measures, in nanoseconds
     */
    public Purge(
            QueueControl control,
            QueueMessages queue,
            BooleanSupplier stop,
            IntConsumer listener,
            LongSupplier nanoTime) {
        this.control = control;
        this.queue = queue;
        this.stop = stop;
        this.listener = listener;
        this.nanoTime = nanoTime;
    }

    /**
     * The queue with what is in it. Changes nothing.
     *
     * @throws Failure RESOURCE_MISSING when there is no such queue
     */
    public FoundQueue plan() {
        return FoundQueues.require(control, queue.name());
    }

    /**
     * Does it. A failure on the way is part of the report, so that what was done before is known.
     *
     * @param before messages that first reached us after that stay
     * @param save takes the messages as lines and returns when they are safe; empty where they are not to be saved
     */
    public Report run(Instant before, Optional<Consumer<List<String>>> save) {
        return new Run(before, save).toTheEnd();
    }

    private final class Run {
        private final Instant before;
        private final Optional<Consumer<List<String>>> save;
        private long lookedAt;
        private long saved;
        private long deleted;
        private long notDeleted;
        private long newer;
        private boolean interrupted;
        private Optional<Failure> failure = Optional.empty();

        Run(Instant before, Optional<Consumer<List<String>>> save) {
            this.before = before;
            this.save = save;
        }

        Report toTheEnd() {
            try (HeldMessages held = new HeldMessages(queue, nanoTime)) {
                try {
                    work(held);
                } catch (Failure thrown) {
                    failure = Optional.of(thrown);
                }
                int notHandedBack = held.handBack();
                return new Report(
                        lookedAt,
                        saved,
                        deleted,
                        notDeleted,
                        newer,
                        notHandedBack,
                        interrupted,
                        failure,
                        failure.isPresent() ? Optional.empty() : control.find(queue.name()));
            }
        }

        private void work(HeldMessages held) {
            int barren = 0;
            while (failure.isEmpty() && barren < BARREN_BATCHES) {
                if (stop.getAsBoolean()) {
                    interrupted = true;
                    return;
                }
                List<Message> taken = held.take(EventQueue.MAX_BATCH);
                if (taken.isEmpty()) {
                    return;
                }
                lookedAt += taken.size();
                List<Message> meant =
                        taken.stream().filter(m -> !m.sentAt().isAfter(before)).toList();
                newer += taken.size() - meant.size();
                barren = meant.isEmpty() ? barren + 1 : 0;
                delete(meant, held);
                listener.accept(taken.size());
            }
        }

        private void delete(List<Message> meant, HeldMessages held) {
            if (meant.isEmpty()) {
                return;
            }
            save.ifPresent(file -> {
                file.accept(meant.stream()
                        .map(message -> SavedMessage.line(queue.name(), message))
                        .toList());
                saved += meant.size();
            });
            Outcome outcome = queue.delete(meant);
            held.release(outcome.done().keySet());
            deleted += outcome.done().size();
            notDeleted += outcome.refused().size() + outcome.unknown().size();
            failure = outcome.failure();
        }
    }
}
