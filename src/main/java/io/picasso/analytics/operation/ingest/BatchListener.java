package io.picasso.analytics.operation.ingest;

/** Told of each batch that was processed. */
@FunctionalInterface
public interface BatchListener {
    /**
     * A batch was processed.
     *
     * @param inputs how many messages or lines it had
     */
    void processed(int inputs, BatchResult result);
}
