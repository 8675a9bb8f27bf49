package io.picasso.analytics.operation.ingest;

import io.picasso.analytics.operation.ingest.Life.Moment;
import io.picasso.analytics.port.EventQueue;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * The queue as a processor that may die sees it.
 *
 * @param size how many messages to take at once
 * @param received told of each batch before it is worked on
 */
record MortalEventQueue(EventQueue queue, Life life, IntSupplier size, Consumer<List<EventQueue.Message>> received)
        implements EventQueue {
    @Override
    public List<Message> receive(int max, Duration wait) {
        List<Message> messages = queue.receive(Math.min(max, size.getAsInt()), wait);
        received.accept(messages);
        return messages;
    }

    @Override
    public void delete(Collection<Message> messages) {
        life.reach(Moment.BEFORE_THE_DELETE);
        if (life.isPlanned(Moment.AFTER_HALF_OF_THE_DELETE)) {
            queue.delete(messages.stream().limit((messages.size() + 1) / 2).toList());
            life.reach(Moment.AFTER_HALF_OF_THE_DELETE);
        }
        queue.delete(messages);
    }

    @Override
    public void extend(Collection<Message> messages, Duration visibility) {
        if (!life.isOver()) {
            queue.extend(messages, visibility);
        }
    }

    @Override
    public void send(List<String> bodies) {
        queue.send(bodies);
    }

    @Override
    public Duration visibility() {
        return queue.visibility();
    }
}
