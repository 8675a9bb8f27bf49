package io.picasso.analytics.operation.ingest;

import io.picasso.analytics.event.RejectionReason;
import java.util.OptionalInt;

/**
 * A piece of input that is not an event.
 *
 * @param message the message it came in
 * @param position its place in the batch envelope, from 0; empty when it is the whole message
 * @param original its text as it came
 * @param detail what was wrong, without payload text
 */
public record Rejection(
        InboundMessage message, OptionalInt position, byte[] original, RejectionReason reason, String detail) {
    static Rejection whole(InboundMessage message, RejectionReason reason, String detail) {
        return new Rejection(message, OptionalInt.empty(), message.text(), reason, detail);
    }

    static Rejection part(
            InboundMessage message, int position, byte[] original, RejectionReason reason, String detail) {
        return new Rejection(message, OptionalInt.of(position), original, reason, detail);
    }
}
