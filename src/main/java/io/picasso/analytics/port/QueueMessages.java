package io.picasso.analytics.port;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.port.EventQueue.Message;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The messages of one queue as an operator handles them: taken out to be looked at, handed back, sent on, deleted; with
 * an account of what became of each.
 *
 * <p>Queues have no way to look at a message without receiving it. Each {@link #take} counts as a delivery, and where the
 * queue has a redrive policy, a message that was delivered as often as the policy allows is not given out at the next
 * receive, whoever asks, but moved to the dead-letter queue.
 */
public interface QueueMessages {
    /** The longest time for which a message can be held, by the rules of SQS. */
    Duration LONGEST_HOLD = Duration.ofHours(12);

    /**
     * What became of the messages of a call; each is in exactly one of the three.
     *
     * @param done by the message's id, the id it has now: a message that is sent on gets a new one
     * @param refused ids of those with which it was surely not done
     * @param unknown ids of those with which it may have been done: the request was sent and no answer came
     * @param failure why not all are done; the first reason where there are several, empty where all are
     */
    record Outcome(Map<String, String> done, Set<String> refused, Set<String> unknown, Optional<Failure> failure) {
        /** Nothing was to be done. */
        public static final Outcome NOTHING = new Outcome(Map.of(), Set.of(), Set.of(), Optional.empty());

        public Outcome {
            done = Map.copyOf(done);
            refused = Set.copyOf(refused);
            unknown = Set.copyOf(unknown);
        }

        /** Both together. */
        public Outcome plus(Outcome other) {
            Map<String, String> allDone = new HashMap<>(done);
            allDone.putAll(other.done);
            return new Outcome(
                    allDone,
                    union(refused, other.refused),
                    union(unknown, other.unknown),
                    failure.or(() -> other.failure));
        }

        private static Set<String> union(Set<String> one, Set<String> other) {
            Set<String> all = new HashSet<>(one);
            all.addAll(other);
            return all;
        }
    }

    /** The queue's name. */
    String name();

    /**
     * Receives up to {@link EventQueue#MAX_BATCH} messages and hides them from everybody for a while.
     *
     * @param max at most so many, at least 1
     * @param wait for the first, at most 20 s
     * @param hold whole seconds; when they are over and nothing was done, the messages can be received again
     * @throws Failure RESOURCE_MISSING when there is no such queue; SERVICE_UNAVAILABLE, THROTTLED, DENIED
     */
    Collection<Message> take(int max, Duration wait, Duration hold);

    /**
     * Hides messages that were taken for so long from now; zero hands them back. Nothing is thrown: one that could not be
     * handed back comes back by itself when its time is over.
     */
    Outcome hold(Collection<Message> messages, Duration hold);

    /** Deletes messages that were taken. Nothing is thrown; one that is gone already is done or refused, as the engine says. */
    Outcome delete(Collection<Message> messages);

    /**
     * Puts messages, taken from another queue, on this one; they keep the time at which they first reached us, see {@link
     * FirstSent}. Nothing is thrown; after a call that failed, the rest is not sent.
     */
    Outcome send(Collection<Message> messages);
}
