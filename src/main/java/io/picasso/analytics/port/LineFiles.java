package io.picasso.analytics.port;

import java.util.Iterator;

/**
 * Files of lines on this machine, plain or gzip.
 *
 * <p>Every method, and the lines themselves, throw {@link io.picasso.analytics.failure.Failure} UNREADABLE_INPUT where
 * there is no such file or it cannot be read.
 */
public interface LineFiles {
    /** A file that is being read; its iterator gives the lines that are not blank. */
    interface OpenFile extends Iterator<SourceLine>, AutoCloseable {
        /** Bytes taken from the file so far, packed as they are there. */
        long consumed();

        @Override
        void close();
    }

    /** The size of a file in bytes, packed as it is there. */
    long size(String name);

    /** Opens a file at its beginning. */
    OpenFile open(String name);
}
