package io.picasso.analytics.port;

import io.picasso.analytics.progress.JournalEntry;
import java.util.function.Consumer;

/**
 * What a run says of itself, in the order it was said.
 *
 * <p>Every method throws {@link io.picasso.analytics.failure.Failure} when the journal cannot be read or written, or is
 * damaged before its last entry. A last entry that was cut off by the writer's death was never said.
 */
public interface Journal extends AutoCloseable {
    /** Adds an entry. When it returns, the entry outlives this process. Safe for many threads. */
    void append(JournalEntry entry);

    /** Reads all entries that were there when it was called, one at a time. */
    void read(Consumer<JournalEntry> reader);

    @Override
    void close();
}
