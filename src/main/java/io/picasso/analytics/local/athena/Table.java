package io.picasso.analytics.local.athena;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An external table of the catalog.
 *
 * @param columns what the lines hold, in order
 * @param partitionKeys what the folders hold, in order
 * @param serde the class that reads lines
 * @param location the folder, {@code s3://bucket/path/}
 * @param properties table properties, in the order they were given
 */
record Table(
        String database,
        String name,
        List<Column> columns,
        List<Column> partitionKeys,
        String serde,
        String location,
        Map<String, String> properties) {
    /** A column; the type is Hive's word in lower case. */
    record Column(String name, String type) {}

    Table {
        columns = List.copyOf(columns);
        partitionKeys = List.copyOf(partitionKeys);
        properties = new LinkedHashMap<>(properties);
    }

    /** The same table with these properties set; others stay. */
    Table withProperties(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(properties);
        all.putAll(more);
        return new Table(database, name, columns, partitionKeys, serde, location, all);
    }

    /** The same table with more columns after its own. */
    Table withColumns(List<Column> more) {
        for (Column column : more) {
            if (columns.stream().anyMatch(c -> c.name().equals(column.name()))
                    || partitionKeys.stream().anyMatch(c -> c.name().equals(column.name()))) {
                throw AthenaRefusal.invalid("table " + name + " has a column " + column.name() + " already");
            }
        }
        List<Column> all = new java.util.ArrayList<>(columns);
        all.addAll(more);
        return new Table(database, name, all, partitionKeys, serde, location, properties);
    }
}
