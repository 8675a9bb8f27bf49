package io.picasso.analytics.port;

import io.picasso.analytics.resource.FoundQueue;
import io.picasso.analytics.resource.QueueDeclaration;
import java.util.Optional;

/**
 * Makes, changes and deletes queues; never reads or writes a message.
 *
 * <p>Every method throws {@link io.picasso.analytics.failure.Failure}: RESOURCE_MISSING where the queue it changes, or
 * the dead-letter queue it should point to, is not there; SERVICE_UNAVAILABLE, THROTTLED, DENIED. SQS may show old
 * attributes for up to a minute after a change.
 */
public interface QueueControl {
    /** The queue as it is now; empty when there is none. */
    Optional<FoundQueue> find(String name);

    /**
     * The ARN of a queue, by which other services name it.
     *
     * @throws io.picasso.analytics.failure.Failure RESOURCE_MISSING when there is none
     */
    String arn(String name);

    /**
     * Makes a queue; the dead-letter queue it points to must be there. A queue with the same attributes is no error.
     *
     * @throws io.picasso.analytics.failure.Failure RESOURCE_CONFLICT when one with other attributes is there;
     *     SERVICE_UNAVAILABLE when one of that name was deleted in the last 60 seconds
     */
    void create(QueueDeclaration queue);

    /** Sets the declared attributes; others stay as they are. */
    void alter(QueueDeclaration queue);

    /** Deletes the queue with the messages in it. A queue that is not there is no error. */
    void delete(String name);
}
