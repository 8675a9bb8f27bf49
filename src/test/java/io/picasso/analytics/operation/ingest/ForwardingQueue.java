package io.picasso.analytics.operation.ingest;

import io.picasso.analytics.port.EventQueue;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Another queue, for those who change one thing about it. */
class ForwardingQueue implements EventQueue {
    private final EventQueue queue;

    ForwardingQueue(EventQueue queue) {
        this.queue = queue;
    }

    @Override
    public List<Message> receive(int max, Duration wait) {
        return queue.receive(max, wait);
    }

    @Override
    public void delete(Collection<Message> messages) {
        queue.delete(messages);
    }

    @Override
    public void extend(Collection<Message> messages, Duration visibility) {
        queue.extend(messages, visibility);
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
