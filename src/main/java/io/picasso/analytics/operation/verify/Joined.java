package io.picasso.analytics.operation.verify;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

/** One iterator after the other, each opened when the one before it has ended. */
final class Joined<T> implements Iterator<T> {
    private final Deque<Supplier<Iterator<T>>> waiting;
    private Iterator<T> open = Collections.emptyIterator();

    Joined(List<Supplier<Iterator<T>>> sources) {
        this.waiting = new ArrayDeque<>(sources);
    }

    @Override
    public boolean hasNext() {
        while (!open.hasNext() && !waiting.isEmpty()) {
            open = waiting.remove().get();
        }
        return open.hasNext();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return open.next();
    }
}
