package io.picasso.analytics.operation.queue;

import io.picasso.analytics.resource.FoundQueue;
import java.time.Instant;
import java.util.Optional;

/**
 * How a queue is.
 *
 * @param name its name in the environment
 * @param found its attributes; empty when there is no such queue
 * @param sample what was seen of its messages; empty when none was looked at
 */
public record QueueState(QueueRole role, String name, Optional<FoundQueue> found, Optional<Sample> sample) {
    /**
     * Some messages of a queue.
     *
     * @param messages how many were looked at
     * @param oldest when the oldest of them reached us
     * @param all whether no other message is in the queue, as far as it says; else there may be an older one
     */
    public record Sample(int messages, Instant oldest, boolean all) {}
}
