package io.picasso.analytics.operation.ingest;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A piece of input: a message of the queue, a line of a file, a line of the quarantine.
 *
 * @param id names it in the result; unique within a batch
 * @param text as it came, in whatever bytes
 * @param received when it reached us; empty for input without such a time
 * @param source where it came from
 * @param origin who may have written it
 */
public record InboundMessage(String id, byte[] text, Optional<Instant> received, Source source, Origin origin) {
    /**
     * Where a message came from; it keeps this through the quarantine and back.
     *
     * @param name a queue, or a file and line
     * @param messageId the queue's id of it; for a line the same as the name
     * @param position its place in the batch envelope it was taken out of, from 0; empty when it came alone
     */
    public record Source(String name, String messageId, OptionalInt position) {
        /** A line of a file. */
        public static Source line(String place) {
            return new Source(place, place, OptionalInt.empty());
        }
    }

    /** Who may have written a message, which decides what of it is believed. */
    public enum Origin {
        /** Anybody: only the wire formats are read, and only our own clock and fingerprint are believed. */
        PRODUCER,
        /** An operator's file: it may also hold lines copied from the lake, with their time and fingerprint. */
        OPERATOR
    }
}
