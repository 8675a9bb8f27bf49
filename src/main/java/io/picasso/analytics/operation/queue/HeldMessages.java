package io.picasso.analytics.operation.queue;

import io.picasso.analytics.port.EventQueue.Message;
import io.picasso.analytics.port.QueueMessages;
import io.picasso.analytics.port.QueueMessages.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Takes the messages of a queue one batch after another, each once. What was taken stays hidden until the end, so that it
 * does not come again, and is then handed back. When this process dies, it comes back by itself after {@link #HOLD}.
 */
final class HeldMessages implements AutoCloseable {
    /** How long a message is hidden unless that is renewed. */
    static final Duration HOLD = Duration.ofMinutes(2);

    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final int MOST_REPEATS = 10;

    private record Held(Message message, long until) {}

    private final QueueMessages queue;
    private final LongSupplier nanoTime;
    private final Map<String, Held> held = new LinkedHashMap<>();
    private final Set<String> seen = new HashSet<>();
    private long renewedAt;

    /** @param nanoTime measures, in nanoseconds */
    HeldMessages(QueueMessages queue, LongSupplier nanoTime) {
        this.queue = queue;
        this.nanoTime = nanoTime;
        this.renewedAt = nanoTime.getAsLong();
    }

    /** Up to so many messages that were not given before; none when the queue gives nothing more. */
    List<Message> take(int max) {
        renew();
        for (int repeats = 0; repeats < MOST_REPEATS; repeats++) {
            long until = nanoTime.getAsLong() + HOLD.toNanos();
            Collection<Message> taken = queue.take(max, WAIT, HOLD);
            List<Message> fresh = new ArrayList<>();
            for (Message message : taken) {
                // Bodies are large and not needed to hand a message back.
                held.put(message.id(), new Held(withoutBody(message), until));
                if (seen.add(message.id())) {
                    fresh.add(message);
                }
            }
            if (!fresh.isEmpty() || taken.isEmpty()) {
                return fresh;
            }
        }
        return List.of();
    }

    /** Whether a message is surely still hidden from everybody else. */
    boolean holds(Message message) {
        Held one = held.get(message.id());
        return one != null && nanoTime.getAsLong() - one.until() < 0;
    }

    /** These are not handed back: they are gone, or shall come back only when their time is over. */
    void release(Collection<String> ids) {
        ids.forEach(held::remove);
    }

    /**
     * Hands all back.
     *
     * @return how many were not, and come back by themselves
     */
    int handBack() {
        // After its time somebody else may be at work on a message; it is not ours to hand back.
        List<Message> ours =
                held.values().stream().map(Held::message).filter(this::holds).toList();
        held.clear();
        Outcome outcome = queue.hold(ours, Duration.ZERO);
        return outcome.refused().size() + outcome.unknown().size();
    }

    @Override
    public void close() {
        handBack();
    }

    private void renew() {
        long now = nanoTime.getAsLong();
        if (held.isEmpty() || now - renewedAt < HOLD.toNanos() / 3) {
            return;
        }
        renewedAt = now;
        List<Message> ours =
                held.values().stream().map(Held::message).filter(this::holds).toList();
        Set<String> renewed = queue.hold(ours, HOLD).done().keySet();
        held.replaceAll((id, one) -> renewed.contains(id) ? new Held(one.message(), now + HOLD.toNanos()) : one);
    }

    private static Message withoutBody(Message message) {
        return new Message(message.id(), message.receipt(), "", message.sentAt(), message.deliveries());
    }
}
