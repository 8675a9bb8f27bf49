package io.picasso.analytics.operation.backfill;

import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.port.RejectedRecords;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Bad records of one attempt at a shard, as objects that begin with the same path. None is ever taken away: after a
 * worker's death a record may lie there twice, which changes nothing when it is corrected and loaded. Safe for many
 * threads.
 */
final class LakeBadRecords implements RejectedRecords {
    private final ObjectStore store;
    private final String prefix;
    private long number;
    private long length;

    LakeBadRecords(ObjectStore store, String prefix) {
        this.store = store;
        this.prefix = prefix;
    }

    @Override
    public synchronized void append(List<String> lines) {
        byte[] content = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        number++;
        store.put(prefix + String.format("%08d", number) + ".ndjson", content, LakeJournal.TYPE);
        length += content.length;
    }

    @Override
    public synchronized long length() {
        return length;
    }

    /** Takes nothing away: another worker may still count on it. */
    @Override
    public void truncate(long length) {}

    @Override
    public String name() {
        return store.name() + "/" + prefix;
    }

    @Override
    public void close() {}
}
