package io.picasso.analytics.operation.queue;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.operation.queue.RedriveReport.Fate;
import io.picasso.analytics.operation.queue.RedriveReport.Sent;
import io.picasso.analytics.port.EventQueue;
import io.picasso.analytics.port.EventQueue.Message;
import io.picasso.analytics.port.QueueControl;
import io.picasso.analytics.port.QueueMessages;
import io.picasso.analytics.port.QueueMessages.Outcome;
import io.picasso.analytics.resource.FoundQueue;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * Sends dead letters on to the queue they came from. Each is sent first and deleted then: whatever happens in between,
 * it is in one of the two queues, or in both, and what comes twice counts once.
 */
public final class Redrive {
    /**
     * What is to be redriven.
     *
     * @param limit so many messages at most
     * @param dryRun whether nothing is sent or deleted; the messages are received all the same
     */
    public record Request(MessageFilter filter, long limit, boolean dryRun) {}

    /** Both queues as they are before. */
    public record Plan(FoundQueue from, FoundQueue to) {}

    private final QueueControl control;
    private final QueueMessages from;
    private final QueueMessages to;
    private final MessageInspector inspector;
    private final BooleanSupplier stop;
    private final IntConsumer listener;
    private final Clock clock;
    private final LongSupplier nanoTime;

    /**
     * @param stop asked before each batch; true ends it after the one that has begun
     * @param listener told how many more messages were looked at
     * @param clock for the age of messages
     * @param nanoTime measures, in nanoseconds
     */
    public Redrive(
            QueueControl control,
            QueueMessages from,
            QueueMessages to,
            MessageInspector inspector,
            BooleanSupplier stop,
            IntConsumer listener,
            Clock clock,
            LongSupplier nanoTime) {
        this.control = control;
        this.from = from;
        this.to = to;
        this.inspector = inspector;
        this.stop = stop;
        this.listener = listener;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /**
     * The two queues.
     *
     * @throws Failure RESOURCE_MISSING when one is not there; RESOURCE_CONFLICT when the dead letters are in a queue
     *     that has a redrive policy itself, so that looking at them would move them
     */
    public Plan plan() {
        FoundQueue dead = FoundQueues.require(control, from.name());
        FoundQueues.requireFinal(dead);
        return new Plan(dead, FoundQueues.require(control, to.name()));
    }

    /** Does it. A failure on the way is part of the report, so that what was done before is known. */
    public RedriveReport run(Request request) {
        return new Run(request, clock.instant()).toTheEnd();
    }

    private final class Run {
        private final Request request;
        private final Instant now;
        private final List<Sent> messages = new ArrayList<>();
        private final Set<String> newIds = new HashSet<>();
        private int lookedAt;
        private int returned;
        private boolean interrupted;
        private Optional<Failure> failure = Optional.empty();

        Run(Request request, Instant now) {
            this.request = request;
            this.now = now;
        }

        RedriveReport toTheEnd() {
            try (HeldMessages held = new HeldMessages(from, nanoTime)) {
                try {
                    work(held);
                } catch (Failure thrown) {
                    failure = Optional.of(thrown);
                }
                return new RedriveReport(
                        request.dryRun(), lookedAt, messages, returned, held.handBack(), interrupted, failure);
            }
        }

        private void work(HeldMessages held) {
            while (messages.size() < request.limit() && failure.isEmpty()) {
                if (stop.getAsBoolean()) {
                    interrupted = true;
                    return;
                }
                List<Message> taken = held.take(EventQueue.MAX_BATCH);
                if (taken.isEmpty()) {
                    return;
                }
                lookedAt += taken.size();
                move(select(taken), held);
                listener.accept(taken.size());
            }
        }

        private List<Candidate> select(List<Message> taken) {
            List<Candidate> selected = new ArrayList<>();
            for (Message message : taken) {
                if (newIds.contains(message.id())) {
                    // It has failed again while this runs; sent on once more, it would go round for ever.
                    returned++;
                } else if (messages.size() + selected.size() < request.limit()
                        && request.filter().fits(message, now)) {
                    candidate(message).ifPresent(selected::add);
                }
            }
            return selected;
        }

        private Optional<Candidate> candidate(Message message) {
            if (!request.dryRun() && !request.filter().asksForContents()) {
                return Optional.of(new Candidate(message, Set.of()));
            }
            MessageContents contents = inspector.inspect(message);
            return request.filter().fits(contents)
                    ? Optional.of(new Candidate(message, contents.reasons()))
                    : Optional.empty();
        }

        private void move(List<Candidate> selected, HeldMessages held) {
            if (request.dryRun()) {
                selected.forEach(one -> add(one, Fate.WOULD_BE_SENT, Optional.empty()));
                return;
            }
            // What took too long to be read may be in other hands by now.
            List<Message> ours = selected.stream()
                    .map(Candidate::message)
                    .filter(held::holds)
                    .toList();
            Outcome sent = to.send(ours);
            newIds.addAll(sent.done().values());
            Outcome deleted = from.delete(
                    ours.stream().filter(m -> sent.done().containsKey(m.id())).toList());
            held.release(deleted.done().keySet());
            for (Candidate one : selected) {
                String id = one.message().id();
                add(
                        one,
                        fate(id, sent, deleted),
                        Optional.ofNullable(sent.done().get(id)));
            }
            failure = sent.failure().or(deleted::failure);
        }

        private void add(Candidate one, Fate fate, Optional<String> newId) {
            Message message = one.message();
            messages.add(new Sent(message.id(), newId, fate, message.sentAt(), message.deliveries(), one.reasons()));
        }
    }

    private record Candidate(Message message, Set<String> reasons) {}

    private static Fate fate(String id, Outcome sent, Outcome deleted) {
        if (sent.done().containsKey(id)) {
            return deleted.done().containsKey(id) ? Fate.MOVED : Fate.SENT_NOT_DELETED;
        }
        return sent.unknown().contains(id) ? Fate.UNKNOWN : Fate.NOT_SENT;
    }
}
