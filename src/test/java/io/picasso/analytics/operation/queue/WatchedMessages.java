package io.picasso.analytics.operation.queue;

import io.picasso.analytics.port.EventQueue.Message;
import io.picasso.analytics.port.QueueMessages;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * A queue that is told of, before each call reaches it.
 *
 * @param longestHold messages are held no longer than that, whatever is asked for
 * @param before told the name of the call and its messages; what it throws is thrown to the caller
 */
record WatchedMessages(QueueMessages queue, Duration longestHold, BiConsumer<String, Collection<Message>> before)
        implements QueueMessages {
    /** For who does not want to wait until what a dead process held shows again. */
    static final Duration SHORT = Duration.ofSeconds(2);

    WatchedMessages(QueueMessages queue, BiConsumer<String, Collection<Message>> before) {
        this(queue, QueueMessages.LONGEST_HOLD, before);
    }

    /** The end of a process, as by {@code kill -9}: nothing in the program may catch it and go on. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** A queue that ends the process at that call; no call after it gets through either. */
    static WatchedMessages dying(QueueMessages queue, String call) {
        boolean[] dead = {false};
        return new WatchedMessages(queue, SHORT, (name, messages) -> {
            dead[0] |= name.equals(call) && !messages.isEmpty();
            if (dead[0]) {
                throw new Death();
            }
        });
    }

    @Override
    public String name() {
        return queue.name();
    }

    @Override
    public Collection<Message> take(int max, Duration wait, Duration hold) {
        before.accept("take", List.of());
        return queue.take(max, wait, hold.compareTo(longestHold) < 0 ? hold : longestHold);
    }

    @Override
    public Outcome hold(Collection<Message> messages, Duration hold) {
        before.accept(hold.isZero() ? "hand back" : "hold", messages);
        return queue.hold(messages, hold);
    }

    @Override
    public Outcome delete(Collection<Message> messages) {
        before.accept("delete", messages);
        return queue.delete(messages);
    }

    @Override
    public Outcome send(Collection<Message> messages) {
        before.accept("send", messages);
        return queue.send(messages);
    }
}
