package io.picasso.analytics.operation.ingest;

import java.time.Instant;
import java.util.Optional;

/**
 * A piece of input: a message of the queue, a line of a file, a line of the quarantine.
 *
 * @param id names it in the result; unique within a batch
 * @param text as it came, in whatever bytes
 * @param received when it reached us; empty for input without such a time
 * @param source where it came from, for a person: a queue, a file and line
 * @param origin who may have written it
 */
public record InboundMessage(String id, byte[] text, Optional<Instant> received, String source, Origin origin) {
    /** Who may have written a message, which decides what of it is believed. */
    public enum Origin {
        /** Anybody: only the wire formats are read, and only our own clock and fingerprint are believed. */
        PRODUCER,
        /** An operator's file: it may also hold lines copied from the lake, with their time and fingerprint. */
        OPERATOR
    }
}
