package io.picasso.analytics.operation.ingest;

/**
 * How long to work on the queue.
 *
 * @param until when to end
 * @param maxMessages end after this many messages; {@link Long#MAX_VALUE} for no limit
 * @param workers batches worked on at once
 */
public record QueueRequest(Until until, long maxMessages, int workers) {
    /** When to end. */
    public enum Until {
        /** After one batch. */
        ONE_BATCH,
        /** When the queue gives nothing more. */
        EMPTY,
        /** When asked to stop. */
        STOPPED
    }
}
