package io.picasso.analytics.resource;

import java.time.Duration;
import java.util.Optional;

/**
 * A standard queue as it should be.
 *
 * @param name the queue's name
 * @param visibility how long a received message is hidden from other receivers
 * @param retention how long a message that nobody deletes is kept
 * @param redrive where messages go that fail again and again; empty for a dead-letter queue itself
 */
public record QueueDeclaration(String name, Duration visibility, Duration retention, Optional<Redrive> redrive)
        implements Declaration {
    /** The longest time SQS keeps a message. */
    public static final Duration LONGEST_RETENTION = Duration.ofDays(14);

    /**
     * A redrive policy.
     *
     * @param deadLetterQueue name of the queue that takes the failed messages
     * @param maxReceiveCount how often a message is received before it goes there
     */
    public record Redrive(String deadLetterQueue, int maxReceiveCount) {}

    @Override
    public String kind() {
        return "queue";
    }
}
