package io.picasso.analytics.operation.queue;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.QueueControl;
import io.picasso.analytics.resource.FoundQueue;

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
}
