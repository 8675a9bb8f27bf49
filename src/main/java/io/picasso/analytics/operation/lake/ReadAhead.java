package io.picasso.analytics.operation.lake;

import io.picasso.analytics.operation.ingest.Waiting;
import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.port.ObjectStore.Listed;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Reads objects in their order, some of them ahead: a small object costs little more than the way to the store. */
final class ReadAhead implements Iterator<ReadAhead.Read> {
    /** An object and its content; empty when it has gone since it was listed. */
    record Read(Listed object, Optional<byte[]> content) {}

    private record Running(Listed object, Future<Optional<byte[]>> content) {}

    private static final int OBJECTS = 32;
    private static final long BYTES = 16L * 1024 * 1024;

    private final ObjectStore store;
    private final ExecutorService workers;
    private final Iterator<Listed> waiting;
    private final Deque<Running> running = new ArrayDeque<>();
    private long bytes;

    ReadAhead(ObjectStore store, List<Listed> objects, ExecutorService workers) {
        this.store = store;
        this.workers = workers;
        this.waiting = objects.iterator();
    }

    @Override
    public boolean hasNext() {
        return !running.isEmpty() || waiting.hasNext();
    }

    @Override
    public Read next() {
        while (waiting.hasNext() && (running.isEmpty() || (running.size() < OBJECTS && bytes < BYTES))) {
            Listed object = waiting.next();
            bytes += object.size();
            running.add(new Running(object, workers.submit(() -> store.get(object.path()))));
        }
        Running first = running.poll();
        if (first == null) {
            throw new NoSuchElementException();
        }
        bytes -= first.object().size();
        return new Read(first.object(), Waiting.on(first.content()));
    }
}
