package io.picasso.analytics.cli;

import io.picasso.analytics.operation.ingest.BatchResult;

/** Adds up the results of batches. Safe for many threads. */
final class Tally {
    private long read;
    private long failed;
    private BatchResult total = BatchResult.EMPTY;

    synchronized void add(long inputs, BatchResult result) {
        read += inputs;
        failed += result.failed().size();
        total = total.plus(result);
    }

    synchronized IngestAnswer answer(String unit, boolean tables) {
        return new IngestAnswer(unit, read, failed, total, tables);
    }
}
