package io.picasso.analytics.resource;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The primary key of a table or an index.
 *
 * @param hash the partition key
 * @param range the sort key; empty when there is none
 */
public record KeySchema(KeyAttribute hash, Optional<KeyAttribute> range) {
    /** A key of one text attribute. */
    public static KeySchema of(String hash) {
        return new KeySchema(KeyAttribute.text(hash), Optional.empty());
    }

    /** A key of two text attributes. */
    public static KeySchema of(String hash, String range) {
        return new KeySchema(KeyAttribute.text(hash), Optional.of(KeyAttribute.text(range)));
    }

    /** Its attributes, the partition key first. */
    public Stream<KeyAttribute> attributes() {
        return Stream.concat(Stream.of(hash), range.stream());
    }

    @Override
    public String toString() {
        return range.map(sort -> hash + " + " + sort).orElse(hash.toString());
    }
}
