package io.picasso.analytics.port;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * The queue of events. At least once: a message that is received and not deleted in time comes again.
 *
 * <p>Every method throws {@link io.picasso.analytics.failure.Failure} when the queue cannot be reached or is not there.
 */
public interface EventQueue {
    /** The largest message the queue takes, in bytes of its body. */
    int MAX_MESSAGE_BYTES = 1024 * 1024;

    /** Messages in one call at most. */
    int MAX_BATCH = 10;

    /**
     * A message.
     *
     * @param receipt proves to the queue that it was received; new at each delivery
     * @param sentAt when a queue of ours first took it, see {@link FirstSent}
     * @param deliveries how often it was received, this time included
     */
    record Message(String id, String receipt, String body, Instant sentAt, int deliveries) {}

    /** Receives up to {@link #MAX_BATCH} messages, waiting up to {@code wait} (at most 20 s) for the first. */
    List<Message> receive(int max, Duration wait);

    /** Deletes messages. Those that could not be deleted come again; that is safe, so it is no failure. */
    void delete(Collection<Message> messages);

    /** Hides messages for that long from now. One that is gone or visible again is passed over. */
    void extend(Collection<Message> messages, Duration visibility);

    /** Puts messages on the queue, in calls as large as the queue takes; throws when any was refused. */
    void send(List<String> bodies);

    /** How long a received message stays hidden unless it is extended. */
    Duration visibility();
}
