package io.picasso.analytics.operation.queue;

import io.picasso.analytics.port.EventQueue.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/**
 * Which messages are meant.
 *
 * @param reasons of {@link MessageContents#allReasons}, one of which has to hold; empty for any
 * @param ids one of which it must have; empty for any
 * @param olderThan it reached us at least so long ago; empty for any age
 * @param newerThan it reached us less than so long ago; empty for any age
 */
public record MessageFilter(
        Set<String> reasons, Set<String> ids, Optional<Duration> olderThan, Optional<Duration> newerThan) {
    /** Every message. */
    public static final MessageFilter ALL = new MessageFilter(Set.of(), Set.of(), Optional.empty(), Optional.empty());

    public MessageFilter {
        reasons = Set.copyOf(reasons);
        ids = Set.copyOf(ids);
    }

    /** Whether what is in a message has to be known. */
    public boolean asksForContents() {
        return !reasons.isEmpty();
    }

    /** Whether a message is meant as far as can be told without reading it. */
    public boolean fits(Message message, Instant now) {
        Duration age = Duration.between(message.sentAt(), now);
        return (ids.isEmpty() || ids.contains(message.id()))
                && olderThan.filter(limit -> age.compareTo(limit) < 0).isEmpty()
                && newerThan.filter(limit -> age.compareTo(limit) >= 0).isEmpty();
    }

    /** Whether a message with these contents is meant. */
    public boolean fits(MessageContents contents) {
        return reasons.isEmpty() || !Collections.disjoint(reasons, contents.reasons());
    }
}
