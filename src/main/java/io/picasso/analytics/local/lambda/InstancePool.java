package io.picasso.analytics.local.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The environments of one function. The first call starts one, the next ones use it again; another one is started while
 * all are busy, up to {@value #MOST}. Calls beyond that wait.
 */
final class InstancePool implements AutoCloseable {
    private static final int MOST = 4;

    private final Place place;
    private final Deque<Instance> idle = new ArrayDeque<>();
    private final Set<Instance> all = new HashSet<>();
    private Optional<FunctionState> current = Optional.empty();
    private int starting;
    private boolean closed;

    InstancePool(Place place) {
        this.place = place;
    }

    /** From now on calls go to environments with this code and configuration. Those that are busy finish their call. */
    void use(FunctionState state) {
        synchronized (this) {
            current = Optional.of(state);
        }
        retireIdle(Long.MAX_VALUE);
    }

    /** Ends the environments that have been idle for longer than they are kept. */
    void retireIdle() {
        retireIdle(System.nanoTime() - place.timing().idle().toNanos());
    }

    private void retireIdle(long before) {
        Deque<Instance> retired = new ArrayDeque<>();
        synchronized (this) {
            idle.removeIf(instance -> {
                boolean old = before == Long.MAX_VALUE || instance.idleSince() - before < 0;
                if (old) {
                    retired.add(instance);
                    all.remove(instance);
                }
                return old;
            });
        }
        retired.forEach(instance -> instance.retire(place));
    }

    /**
     * Calls the function.
     *
     * @throws LambdaRefusal when it was deleted, or the stack is leaving
     */
    CallResult call(byte[] event) {
        Instance instance = take();
        try {
            return instance.call(event);
        } finally {
            giveBack(instance);
        }
    }

    private Instance take() {
        while (true) {
            @Nullable Instance known = idleOrPlace();
            if (known == null) {
                return start();
            }
            if (known.isReady()) {
                return known;
            }
            discard(known);
        }
    }

    /** An idle environment; null when there is place for a new one, which is then kept for the caller. */
    private synchronized @Nullable Instance idleOrPlace() {
        try {
            while (true) {
                if (closed || current.isEmpty()) {
                    throw LambdaRefusal.notFound("The function is not there any more");
                }
                // The one used last: the others may end for want of calls.
                Instance known = idle.pollLast();
                if (known != null) {
                    return known;
                }
                if (all.size() + starting < MOST) {
                    starting++;
                    return null;
                }
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LambdaRefusal.conflict("The stack is leaving");
        }
    }

    private Instance start() {
        FunctionState state;
        synchronized (this) {
            state = current.orElseThrow();
        }
        try {
            Instance started = Instance.start(state, place);
            synchronized (this) {
                if (closed) {
                    started.kill();
                }
                all.add(started);
            }
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            synchronized (this) {
                starting--;
                notifyAll();
            }
        }
    }

    private void giveBack(Instance instance) {
        boolean kept;
        synchronized (this) {
            kept = !closed && current.filter(instance.state()::equals).isPresent() && !instance.isKilled();
            if (kept) {
                idle.add(instance);
            } else {
                all.remove(instance);
            }
            notifyAll();
        }
        if (!kept) {
            instance.retire(place);
        }
    }

    private void discard(Instance instance) {
        synchronized (this) {
            all.remove(instance);
            notifyAll();
        }
        instance.kill();
    }

    /** Ends all of them at once. */
    @Override
    public synchronized void close() {
        closed = true;
        all.forEach(Instance::kill);
        all.clear();
        idle.clear();
        notifyAll();
    }
}
