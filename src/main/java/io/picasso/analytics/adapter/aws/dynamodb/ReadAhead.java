package io.picasso.analytics.adapter.aws.dynamodb;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An iterator whose source is read by a thread of its own, so many elements ahead. The thread ends with the source, with
 * its first failure, which {@link #next} throws in its place, or when nobody has taken anything for a while.
 */
final class ReadAhead<T> implements Iterator<T> {
    /** Whoever waits that long for nothing has been forgotten; a look at a hard case takes seconds. */
    private static final long FORGOTTEN_MINUTES = 60;

    /** Exactly one of the three: an element, a failure, or neither at the end. */
    private record Slot<T>(@Nullable T element, @Nullable RuntimeException failure) {}

    private final BlockingQueue<Slot<T>> slots;
    private @Nullable Slot<T> next;

    ReadAhead(Iterator<T> source, int elements, String name) {
        this.slots = new ArrayBlockingQueue<>(elements);
        Thread reader = new Thread(() -> read(source), name);
        reader.setDaemon(true);
        reader.start();
    }

    private void read(Iterator<T> source) {
        try {
            while (source.hasNext()) {
                if (!offer(new Slot<>(source.next(), null))) {
                    return;
                }
            }
            offer(new Slot<>(null, null));
        } catch (RuntimeException e) {
            offer(new Slot<>(null, e));
        }
    }

    private boolean offer(Slot<T> slot) {
        try {
            return slots.offer(slot, FORGOTTEN_MINUTES, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public boolean hasNext() {
        return slot().element() != null || slot().failure() != null;
    }

    @Override
    public T next() {
        Slot<T> slot = slot();
        if (slot.failure() != null) {
            throw slot.failure();
        }
        T element = slot.element();
        if (element == null) {
            throw new NoSuchElementException();
        }
        next = null;
        return element;
    }

    private Slot<T> slot() {
        Slot<T> known = next;
        if (known == null) {
            try {
                known = slots.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Failure.of(FailureCode.INTERRUPTED, "interrupted while reading")
                        .cause(e);
            }
            next = known;
        }
        return known;
    }
}
