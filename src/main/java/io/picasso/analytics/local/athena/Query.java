package io.picasso.analytics.local.athena;

import io.picasso.analytics.json.JsonValue.JsonObject;
import java.util.List;

/**
 * A query that was parsed.
 *
 * @param tree the engine's tree of it, with every table replaced by a view of its own
 * @param scans the tables it reads, one entry for each place where it reads one
 */
record Query(JsonObject tree, List<Scan> scans) {
    /**
     * One reading of a table.
     *
     * @param view the view's name
     * @param filter the tree of a condition on partition keys that every row it needs fulfils; empty object: none
     */
    record Scan(String view, Table table, JsonObject filter) {}
}
