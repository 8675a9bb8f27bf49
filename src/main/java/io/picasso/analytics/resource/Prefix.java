package io.picasso.analytics.resource;

import java.util.Optional;

/**
 * A folder of a bucket.
 *
 * @param path the key prefix, ending in a slash
 * @param days how many days after its creation an object is deleted; empty when objects stay
 */
public record Prefix(String path, Optional<Integer> days) {
    /** A folder whose objects are deleted after that many days. */
    public static Prefix keptFor(String path, int days) {
        return new Prefix(path, Optional.of(days));
    }

    /** A folder whose objects stay. */
    public static Prefix kept(String path) {
        return new Prefix(path, Optional.empty());
    }
}
