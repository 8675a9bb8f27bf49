package io.picasso.analytics.resource;

import java.util.List;
import java.util.Optional;

/**
 * A table as it was found.
 *
 * @param name its name
 * @param status DynamoDB's own word: ACTIVE, CREATING, UPDATING, DELETING …
 * @param keys its primary key
 * @param indexes its global secondary indexes
 * @param ttl its TTL
 * @param onDemand whether it is billed per request
 * @param deletionProtection whether DynamoDB refuses to delete it
 * @param itemCount number of items, as of up to six hours ago
 * @param sizeBytes size, as of up to six hours ago
 */
public record FoundTable(
        String name,
        String status,
        KeySchema keys,
        List<FoundIndex> indexes,
        FoundTtl ttl,
        boolean onDemand,
        boolean deletionProtection,
        long itemCount,
        long sizeBytes) {
    /** The status of a table or an index that can be used and changed. */
    public static final String ACTIVE = "ACTIVE";

    public FoundTable {
        indexes = List.copyOf(indexes);
    }

    /** The index of that name, where there is one. */
    public Optional<FoundIndex> index(String indexName) {
        return indexes.stream().filter(index -> index.name().equals(indexName)).findFirst();
    }

    /** Whether the table and its indexes can be used, and nothing is changing. */
    public boolean settled() {
        return status.equals(ACTIVE)
                && indexes.stream().allMatch(index -> index.status().equals(ACTIVE))
                && !ttl.changing();
    }

    /** What is still going on, for a person; empty text when it is settled. */
    public String pending() {
        if (!status.equals(ACTIVE)) {
            return "table " + status;
        }
        return indexes.stream()
                .filter(index -> !index.status().equals(ACTIVE))
                .findFirst()
                .map(index -> "index " + index.name() + " " + index.status())
                .orElse(ttl.changing() ? "TTL " + ttl.status() : "");
    }
}
