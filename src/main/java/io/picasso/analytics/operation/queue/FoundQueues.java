package io.picasso.analytics.operation.queue;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.EventQueue;
import io.picasso.analytics.port.EventQueue.Message;
import io.picasso.analytics.port.QueueControl;
import io.picasso.analytics.resource.FoundQueue;
import io.picasso.analytics.resource.QueueDeclaration.Redrive;

/** Finds queues that have to be there, and says what receiving from one of them costs. */
final class FoundQueues {
    private FoundQueues() {}

    static FoundQueue require(QueueControl control, String name) {
        return control.find(name)
                .orElseThrow(() -> Failure.of(FailureCode.RESOURCE_MISSING, "queue " + name + " is not there"));
    }

    /** Refuses to receive from a queue where that takes one of a message's attempts, unless that was agreed to. */
    static void requireAgreed(FoundQueue queue, boolean spendAttempts) {
        queue.redrive().filter(redrive -> !spendAttempts).ifPresent(redrive -> {
            throw Failure.of(
                            FailureCode.CONFIRMATION_NEEDED,
                            "Looking at the messages of queue " + queue.name() + " would cost each one of its "
                                    + redrive.maxReceiveCount() + " attempts")
                    .why("SQS shows a message only by delivering it, and after " + redrive.maxReceiveCount()
                            + " deliveries it takes it to " + redrive.deadLetterQueue())
                    .next("If that is worth it, run the command again with --spend-attempts; dead-letter queues are"
                            + " looked at without such a cost.");
        });
    }

    /**
     * Refuses a queue of dead letters that moves messages on itself: looking at them there would move them.
     *
     * @throws Failure RESOURCE_CONFLICT
     */
    static void requireFinal(FoundQueue queue) {
        queue.redrive().ifPresent(redrive -> {
            throw Failure.of(
                            FailureCode.RESOURCE_CONFLICT,
                            "queue " + queue.name() + " moves messages on, so it is no last place of dead letters")
                    .why("after " + redrive.maxReceiveCount() + " receives a message goes to "
                            + redrive.deadLetterQueue())
                    .next("Take the redrive policy off that queue, or name the right one in the configuration.");
        });
    }

    /** Whether a message was delivered as often as its queue allows, so that it is not given out again. */
    static boolean isSpent(Message message, FoundQueue queue) {
        return queue.redrive()
                .map(Redrive::maxReceiveCount)
                .filter(most -> message.deliveries() >= most)
                .isPresent();
    }

    /** How many messages to take at once: one by one where each loses something by it. */
    static int batch(FoundQueue queue) {
        return queue.redrive().isPresent() ? 1 : EventQueue.MAX_BATCH;
    }
}
