package io.picasso.analytics.port;

import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One bucket of objects under paths. Reads see every write that was finished before them.
 *
 * <p>Every method throws {@link io.picasso.analytics.failure.Failure} when the store cannot be reached, refuses, or the
 * bucket is not there; a write that failed may still have happened.
 */
public interface ObjectStore {
    /** A path and the size of what lies there, in bytes. */
    record Listed(String path, long size) {}

    /** Writes an object whole, or not at all; one that is there is replaced. */
    void put(String path, byte[] content, String contentType);

    /**
     * Writes an object whole where there is none, and nothing where there is one. Of several who create the same path
     * one gets through.
     *
     * @return false when something else lies there; an object with this very content counts as made
     */
    boolean create(String path, byte[] content, String contentType);

    /** Reads an object whole; empty when there is none. */
    Optional<byte[]> get(String path);

    /** Removes an object; one that is not there is no failure. */
    void delete(String path);

    /** All objects whose path starts with the prefix, in text order, read page by page as the iterator goes. */
    Iterator<Listed> list(String prefix);

    /** {@link #list} as a stream. */
    default Stream<Listed> stream(String prefix) {
        Iterable<Listed> all = () -> list(prefix);
        return java.util.stream.StreamSupport.stream(all.spliterator(), false);
    }

    /** How the store is called in a message to a person, such as {@code s3://bucket}. */
    String name();
}
