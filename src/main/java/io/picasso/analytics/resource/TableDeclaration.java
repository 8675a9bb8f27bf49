package io.picasso.analytics.resource;

import java.util.List;
import java.util.Optional;

/**
 * A table as it should be; always billed on demand.
 *
 * @param name the table's name
 * @param keys its primary key
 * @param indexes its global secondary indexes
 * @param ttlAttribute the attribute that holds the epoch second after which DynamoDB deletes an item; empty where
 *     items stay
 */
public record TableDeclaration(
        String name, KeySchema keys, List<IndexDeclaration> indexes, Optional<String> ttlAttribute)
        implements Declaration {
    public TableDeclaration {
        indexes = List.copyOf(indexes);
    }

    /** A table without indexes and TTL. */
    public static TableDeclaration of(String name, KeySchema keys) {
        return new TableDeclaration(name, keys, List.of(), Optional.empty());
    }

    /** The same table with one more index. */
    public TableDeclaration with(IndexDeclaration index) {
        List<IndexDeclaration> more = new java.util.ArrayList<>(indexes);
        more.add(index);
        return new TableDeclaration(name, keys, more, ttlAttribute);
    }

    /** The same table with items that expire. */
    public TableDeclaration expiringBy(String attribute) {
        return new TableDeclaration(name, keys, indexes, Optional.of(attribute));
    }

    @Override
    public String kind() {
        return "table";
    }
}
