package io.picasso.analytics.operation.queue;

import io.picasso.analytics.failure.Failure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a redrive did, message by message.
 *
 * @param dryRun whether nothing was sent or deleted
 * @param lookedAt messages that were received, those that were not meant included
 * @param messages those that were meant
 * @param returned messages this redrive had sent, that failed and are dead letters again already; left alone
 * @param notHandedBack how many come back only after some minutes
 * @param interrupted whether it was asked to stop before its end
 * @param failure why it ended early; empty when it did not
 */
public record RedriveReport(
        boolean dryRun,
        int lookedAt,
        List<Sent> messages,
        int returned,
        int notHandedBack,
        boolean interrupted,
        Optional<Failure> failure) {
    /** What became of a message. */
    public enum Fate {
        /** It would be sent on and deleted. */
        WOULD_BE_SENT,
        /** It is on the queue it came from, and no dead letter any more. */
        MOVED,
        /** It is on the queue, and still, or perhaps, a dead letter too; sent once more, it counts once. */
        SENT_NOT_DELETED,
        /** It is a dead letter as before. */
        NOT_SENT,
        /** It is a dead letter as before, and may be on the queue too; sent once more, it counts once. */
        UNKNOWN
    }

    /**
     * A message that was meant.
     *
     * @param newId the id it has on the queue; empty when it is not known to be there
     * @param sentAt when it first reached us
     * @param reasons of {@link MessageContents}; empty when it was not read
     */
    public record Sent(
            String id, Optional<String> newId, Fate fate, Instant sentAt, int deliveries, Set<String> reasons) {}

    public RedriveReport {
        messages = List.copyOf(messages);
    }

    /** How many have one of these fates. */
    public long count(Fate... fates) {
        Set<Fate> wanted = Set.of(fates);
        return messages.stream()
                .filter(message -> wanted.contains(message.fate()))
                .count();
    }
}
