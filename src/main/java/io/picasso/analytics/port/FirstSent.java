package io.picasso.analytics.port;

import java.time.Instant;
import java.util.Optional;

/**
 * When a message first reached a queue of ours. A message that is sent on, from a dead-letter queue back to its queue, is
 * a new message to SQS, with a new time; it carries the first one in a message attribute, so that its events are of the
 * time at which they reached us, however often they went round.
 */
public final class FirstSent {
    /** The name of the message attribute; its value is a number, in milliseconds since the epoch. */
    public static final String ATTRIBUTE = "first_sent_at";

    private FirstSent() {}

    /** The value of the attribute. */
    public static String text(Instant time) {
        return Long.toString(time.toEpochMilli());
    }

    /**
     * The time a message is of.
     *
     * @param carried the value of the attribute; empty where it has none
     * @param sent when the queue it lies in took it; no message first came after that, whatever it carries
     */
    public static Instant of(Optional<String> carried, Instant sent) {
        return carried.filter(text -> text.matches("\\d{1,15}"))
                .map(text -> Instant.ofEpochMilli(Long.parseLong(text)))
                .filter(first -> first.isBefore(sent))
                .orElse(sent);
    }
}
