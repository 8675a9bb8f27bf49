package io.picasso.analytics.adapter.local;

import io.picasso.analytics.port.EventQueue;
import io.picasso.analytics.port.EventQueue.Message;
import io.picasso.analytics.port.QueueControl;
import io.picasso.analytics.port.QueueMessages;
import io.picasso.analytics.resource.FoundQueue;
import io.picasso.analytics.resource.Measured;
import io.picasso.analytics.resource.Measured.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** SQS's metrics, out of what the queue says of itself now. What it was before is not known. */
final class QueueAges {
    /** Long enough to hand them back. */
    private static final Duration HOLD = Duration.ofSeconds(5);

    private final QueueControl queues;
    private final Function<String, QueueMessages> messages;

    QueueAges(QueueControl queues, Function<String, QueueMessages> messages) {
        this.queues = queues;
        this.messages = messages;
    }

    Measured measured(String metric, String queue, Instant now) {
        Optional<FoundQueue> found = queues.find(queue);
        if (found.isEmpty()) {
            return Measured.not("queue " + queue + " is not there");
        }
        return switch (metric) {
            case "ApproximateNumberOfMessagesVisible" -> one(now, found.get().visible());
            case "ApproximateAgeOfOldestMessage" -> age(found.get(), now);
            default -> Measured.not("the embedded stack does not measure " + metric + " of queues");
        };
    }

    private Measured age(FoundQueue queue, Instant now) {
        if (queue.visible() + queue.inFlight() + queue.delayed() == 0) {
            return one(now, 0);
        }
        if (queue.redrive().isPresent()) {
            return Measured.not(
                    "only CloudWatch knows the age of a message without receiving it, and receiving one from "
                            + queue.name() + " would cost it one of its attempts");
        }
        QueueMessages look = messages.apply(queue.name());
        Collection<Message> taken = look.take(EventQueue.MAX_BATCH, Duration.ZERO, HOLD);
        look.hold(taken, Duration.ZERO);
        return taken.stream()
                .map(Message::sentAt)
                .min(Instant::compareTo)
                .map(oldest ->
                        one(now, Math.max(0, Duration.between(oldest, now).toSeconds())))
                .orElseGet(() -> Measured.not("the messages of queue " + queue.name() + " are being looked at"));
    }

    private static Measured one(Instant now, double value) {
        return Measured.of(List.of(new Point(now, value)));
    }
}
