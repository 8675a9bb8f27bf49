package io.picasso.analytics.operation.queue;

import io.picasso.analytics.operation.queue.QueueState.Sample;
import io.picasso.analytics.port.EventQueue.Message;
import io.picasso.analytics.port.QueueControl;
import io.picasso.analytics.port.QueueMessages;
import io.picasso.analytics.resource.FoundQueue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * How the queues are. SQS tells how many messages there are, and only CloudWatch how old the oldest is; here that is
 * measured on a sample of messages, which are received and handed back.
 */
public final class QueueOverview {
    private final QueueControl control;
    private final Function<QueueRole, QueueMessages> messages;
    private final LongSupplier nanoTime;

    /**
     * @param messages the messages of each queue
     * @param nanoTime measures, in nanoseconds
     */
    public QueueOverview(QueueControl control, Function<QueueRole, QueueMessages> messages, LongSupplier nanoTime) {
        this.control = control;
        this.messages = messages;
        this.nanoTime = nanoTime;
    }

    /**
     * Looks at queues.
     *
     * @param sample how many messages of each to look at, at most; 0 for none
     * @param spendAttempts whether a queue with a redrive policy is sampled too, which costs each message of the sample
     *     one of its deliveries; it ends at the first that has none left
     */
    public List<QueueState> states(List<QueueRole> roles, int sample, boolean spendAttempts) {
        List<QueueState> states = new ArrayList<>();
        for (QueueRole role : roles) {
            QueueMessages queue = messages.apply(role);
            Optional<FoundQueue> found = control.find(queue.name());
            Optional<Sample> seen = found.filter(there -> sample > 0 && there.visible() > 0)
                    .filter(there -> spendAttempts || there.redrive().isEmpty())
                    .flatMap(there -> sample(queue, there, sample));
            states.add(new QueueState(role, queue.name(), found, seen));
        }
        return states;
    }

    private Optional<Sample> sample(QueueMessages queue, FoundQueue found, int size) {
        int seen = 0;
        boolean end = false;
        Instant oldest = Instant.MAX;
        try (HeldMessages held = new HeldMessages(queue, nanoTime)) {
            while (seen < size && !end) {
                List<Message> taken = held.take(Math.min(size - seen, FoundQueues.batch(found)));
                for (Message message : taken) {
                    oldest = message.sentAt().isBefore(oldest) ? message.sentAt() : oldest;
                }
                seen += taken.size();
                end = taken.isEmpty()
                        || (seen >= found.visible() && seen < size)
                        || taken.stream().anyMatch(message -> FoundQueues.isSpent(message, found));
            }
        }
        boolean all = seen >= found.visible() && found.inFlight() == 0 && found.delayed() == 0;
        return seen == 0 ? Optional.empty() : Optional.of(new Sample(seen, oldest, all));
    }
}
