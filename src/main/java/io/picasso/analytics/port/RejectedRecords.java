package io.picasso.analytics.port;

import java.util.List;

/**
 * A file of records that were rejected, one a line.
 *
 * <p>Every method throws {@link io.picasso.analytics.failure.Failure} UNUSABLE_FILE when it cannot be written.
 */
public interface RejectedRecords extends AutoCloseable {
    /** Adds lines at the end. What is there when it returns outlives this process. */
    void append(List<String> lines);

    /** Its length in bytes; 0 when it is not there. */
    long length();

    /** Cuts off everything after so many bytes. */
    void truncate(long length);

    /** Where it is, for a person. */
    String name();

    @Override
    void close();
}
