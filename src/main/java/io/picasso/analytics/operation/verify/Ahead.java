package io.picasso.analytics.operation.verify;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads sources side by side, some ahead, and gives their parts one after the other in the order of the sources. Only so
 * many sources are open, and of each only so many parts wait.
 */
final class Ahead<S, T> implements Iterator<T>, AutoCloseable {
    /** Reads a source and hands its parts on; the consumer waits while too many are there. */
    interface Reader<S, T> {
        void read(S source, Consumer<T> parts);
    }

    private static final int PARTS = 3;
    private static final int LOOK_MS = 200;

    /** A part, a failure, or neither at the end of the source. */
    private record Slot<T>(@Nullable T part, @Nullable RuntimeException failure) {}

    private final Iterator<S> sources;
    private final Reader<S, T> reader;
    private final ExecutorService workers;
    private final int ahead;
    private final Deque<BlockingQueue<Slot<T>>> open = new ArrayDeque<>();
    private volatile boolean closed;
    private Optional<T> next = Optional.empty();

    /**
     * @param workers at least one thread that nobody else keeps busy while it waits for these parts
     * @param ahead sources open at once
     */
    Ahead(Iterator<S> sources, Reader<S, T> reader, ExecutorService workers, int ahead) {
        this.sources = sources;
        this.reader = reader;
        this.workers = workers;
        this.ahead = ahead;
    }

    @Override
    public boolean hasNext() {
        while (next.isEmpty()) {
            while (open.size() < ahead && sources.hasNext()) {
                open(sources.next());
            }
            BlockingQueue<Slot<T>> first = open.peek();
            if (first == null) {
                return false;
            }
            Slot<T> slot = take(first);
            if (slot.failure() != null) {
                throw slot.failure();
            }
            next = Optional.ofNullable(slot.part());
            if (next.isEmpty()) {
                open.remove();
            }
        }
        return true;
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        T part = next.orElseThrow();
        next = Optional.empty();
        return part;
    }

    /** Lets the workers go that still read. */
    @Override
    public void close() {
        closed = true;
    }

    private void open(S source) {
        BlockingQueue<Slot<T>> parts = new ArrayBlockingQueue<>(PARTS);
        open.add(parts);
        workers.execute(() -> {
            try {
                reader.read(source, part -> {
                    if (!offer(parts, new Slot<>(part, null))) {
                        throw Failure.of(FailureCode.INTERRUPTED, "reading was given up");
                    }
                });
                offer(parts, new Slot<>(null, null));
            } catch (RuntimeException e) {
                offer(parts, new Slot<>(null, e));
            }
        });
    }

    /** False when nobody will take it any more. */
    private boolean offer(BlockingQueue<Slot<T>> parts, Slot<T> slot) {
        try {
            while (!closed) {
                if (parts.offer(slot, LOOK_MS, TimeUnit.MILLISECONDS)) {
                    return true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private static <T> Slot<T> take(BlockingQueue<Slot<T>> parts) {
        try {
            return parts.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(FailureCode.INTERRUPTED, "interrupted while reading")
                    .cause(e);
        }
    }
}
