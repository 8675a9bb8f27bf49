package io.picasso.analytics.operation.backfill;

import io.picasso.analytics.progress.Part;
import java.util.Iterator;
import java.util.List;

/**
 * Where history is read from. Every method throws {@link io.picasso.analytics.failure.Failure} when it cannot be read.
 */
public interface EventSource extends AutoCloseable {
    /** A shard that is being read. */
    interface Cursor extends Iterator<Input>, AutoCloseable {
        /** Bytes of the shard that have been taken so far, as they are stored. */
        long consumed();

        @Override
        void close();
    }

    /** A part that was there when its shard was opened has gone. */
    final class PartGone extends RuntimeException {
        private static final long serialVersionUID = 1;

        PartGone(String name) {
            super(name);
        }
    }

    /** All shards, in the order to read them. */
    List<Shard> shards();

    /** What a shard consists of now. */
    List<Part> parts(Shard shard);

    /**
     * Reads a shard.
     *
     * @param parts as {@link #parts} once gave them
     * @param after only lines behind this ordinal; 0 for all
     * @throws PartGone from here or from the cursor
     */
    Cursor open(Shard shard, List<Part> parts, long after);

    /** What reading has cost so far, beside the requests. */
    default ReadCost readCost() {
        return ReadCost.NOTHING;
    }

    /** Frees what is held; shards that are being read must be closed first. */
    @Override
    void close();
}
