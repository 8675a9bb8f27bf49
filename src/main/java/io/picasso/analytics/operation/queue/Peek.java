package io.picasso.analytics.operation.queue;

import io.picasso.analytics.port.EventQueue.Message;
import io.picasso.analytics.port.QueueControl;
import io.picasso.analytics.port.QueueMessages;
import io.picasso.analytics.resource.FoundQueue;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Looks at messages and hands them back. */
public final class Peek {
    /** No more messages are looked at for one answer. */
    public static final int MOST = 1_000;

    /**
     * A message that was looked at.
     *
     * @param sentAt when it first reached us
     * @param deliveries how often it was received, this time included
     * @param bytes of its body
     * @param body its text, not redacted
     */
    public record Seen(String id, Instant sentAt, int deliveries, int bytes, MessageContents contents, String body) {}

    /**
     * What was seen.
     *
     * @param queue the queue before
     * @param messages those that were meant
     * @param lookedAt how many were received, those that were not meant included
     * @param spent how many of them have no delivery left: SQS takes them to the dead-letter queue when they are to be
     *     received the next time
     * @param notHandedBack how many come back only after {@link HeldMessages#HOLD}
     */
    public record Report(FoundQueue queue, List<Seen> messages, int lookedAt, int spent, int notHandedBack) {}

    private final QueueControl control;
    private final QueueMessages queue;
    private final MessageInspector inspector;
    private final BooleanSupplier stop;
    private final Clock clock;
    private final LongSupplier nanoTime;

    /**
     * @param stop asked before each receive; true ends it
     * @param clock for the age of messages
     * @param nanoTime measures, in nanoseconds
     */
    public Peek(
            QueueControl control,
            QueueMessages queue,
            MessageInspector inspector,
            BooleanSupplier stop,
            Clock clock,
            LongSupplier nanoTime) {
        this.control = control;
        this.queue = queue;
        this.inspector = inspector;
        this.stop = stop;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /**
     * Looks at up to so many messages that are meant, of up to {@link #MOST} in all.
     *
     * @param spendAttempts whether a message may lose one of its deliveries, where the queue counts them. Then they are
     *     taken one by one, and the first that has none left is the last.
     * @throws io.picasso.analytics.failure.Failure RESOURCE_MISSING when there is no such queue; CONFIRMATION_NEEDED when
     *     it counts deliveries and that was not agreed to
     */
    public Report look(MessageFilter filter, int limit, boolean spendAttempts) {
        FoundQueue found = FoundQueues.require(control, queue.name());
        FoundQueues.requireAgreed(found, spendAttempts);
        int batch = FoundQueues.batch(found);
        Instant now = clock.instant();
        List<Seen> seen = new ArrayList<>();
        int lookedAt = 0;
        int spent = 0;
        try (HeldMessages held = new HeldMessages(queue, nanoTime)) {
            boolean end = false;
            while (!end && seen.size() < limit && lookedAt < MOST && !stop.getAsBoolean()) {
                int wanted = filter.equals(MessageFilter.ALL) ? Math.min(limit - seen.size(), batch) : batch;
                List<Message> taken = held.take(Math.min(wanted, MOST - lookedAt));
                lookedAt += taken.size();
                int worn = (int) taken.stream()
                        .filter(m -> FoundQueues.isSpent(m, found))
                        .count();
                spent += worn;
                end = taken.isEmpty() || worn > 0;
                for (Message message : taken) {
                    look(message, filter, now, seen, limit);
                }
            }
            return new Report(found, List.copyOf(seen), lookedAt, spent, held.handBack());
        }
    }

    private void look(Message message, MessageFilter filter, Instant now, List<Seen> seen, int limit) {
        if (seen.size() >= limit || !filter.fits(message, now)) {
            return;
        }
        MessageContents contents = inspector.inspect(message);
        if (filter.fits(contents)) {
            seen.add(new Seen(
                    message.id(),
                    message.sentAt(),
                    message.deliveries(),
                    message.body().getBytes(StandardCharsets.UTF_8).length,
                    contents,
                    message.body()));
        }
    }
}
