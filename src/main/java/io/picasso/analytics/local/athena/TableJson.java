package io.picasso.analytics.local.athena;

import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.local.athena.Table.Column;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A table as JSON: in the catalog's file, and as Athena's API shows it. */
final class TableJson {
    private static final String SERDE = "serde";
    private static final String LOCATION = "location";

    private TableJson() {}

    static JsonFields write(Table table) {
        return new JsonFields()
                .put("columns", columns(table.columns()))
                .put("partition_keys", columns(table.partitionKeys()))
                .put(SERDE, table.serde())
                .put(LOCATION, table.location())
                .put("properties", table.properties());
    }

    static Table read(String database, String name, JsonObject table) {
        return new Table(
                database,
                name,
                columns(JsonFields.elements(table, "columns")),
                columns(JsonFields.elements(table, "partition_keys")),
                JsonFields.text(table, SERDE),
                JsonFields.text(table, LOCATION),
                JsonFields.textMembers(JsonFields.object(table, "properties")));
    }

    /** The form of {@code GetTableMetadata}. */
    static JsonFields metadata(Table table) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("EXTERNAL", "TRUE");
        parameters.put("inputformat", "org.apache.hadoop.mapred.TextInputFormat");
        parameters.put("outputformat", "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat");
        parameters.put("serde.serialization.lib", table.serde());
        parameters.put(LOCATION, table.location());
        parameters.putAll(table.properties());
        return new JsonFields()
                .put("Name", table.name())
                .put("TableType", "EXTERNAL_TABLE")
                .put("Columns", columns(table.columns()))
                .put("PartitionKeys", columns(table.partitionKeys()))
                .put("Parameters", parameters);
    }

    private static List<JsonFields> columns(List<Column> columns) {
        return columns.stream()
                .map(column -> new JsonFields().put("Name", column.name()).put("Type", column.type()))
                .toList();
    }

    private static List<Column> columns(Iterable<JsonValue> columns) {
        List<Column> read = new java.util.ArrayList<>();
        for (JsonValue column : columns) {
            JsonObject object = (JsonObject) column;
            read.add(new Column(JsonFields.text(object, "Name"), JsonFields.text(object, "Type")));
        }
        return read;
    }
}
