package io.picasso.analytics.trino;

import io.picasso.analytics.port.Statement;
import io.picasso.analytics.resource.CatalogColumn;
import io.picasso.analytics.resource.CatalogDeclaration;
import io.trino.Session;
import io.trino.plugin.hive.HivePlugin;
import io.trino.testing.MaterializedResult;
import io.trino.testing.QueryRunner;
import io.trino.testing.StandaloneQueryRunner;
import io.trino.testing.TestingSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Trino over the folder in which a local S3 keeps its buckets, with tables as they are declared for Athena. */
final class Trino implements AutoCloseable {
    private final QueryRunner runner;
    private final Session session;

    Trino(Path s3, String database) throws Exception {
        session = TestingSession.testSessionBuilder()
                .setCatalog("hive")
                .setSchema(database)
                .build();
        runner = new StandaloneQueryRunner(session);
        runner.installPlugin(new HivePlugin());
        Files.createDirectories(s3.resolve("metastore"));
        runner.createCatalog(
                "hive",
                "hive",
                Map.of(
                        "hive.metastore", "file",
                        "hive.metastore.catalog.dir", "local:///metastore",
                        "fs.local.enabled", "true",
                        "local.location", s3.toString(),
                        "hive.non-managed-table-writes-enabled", "true",
                        "hive.partition-projection-enabled", "true",
                        // The metastore of files has none of partitions that are projected.
                        "hive.table-statistics-enabled", "false",
                        // In S3 there are no folders: a partition without objects is empty, not absent.
                        "hive.ignore-absent-partitions", "true"));
        runner.execute(session, "CREATE SCHEMA " + database);
    }

    /** Makes the table that a declaration describes, with the same projection. */
    void create(CatalogDeclaration table) {
        List<String> columns = new ArrayList<>();
        table.columns().forEach(column -> columns.add(column.name() + " " + type(column)));
        table.partitionKeys().forEach(key -> columns.add(key.name() + " " + type(key) + " " + projection(table, key)));
        String keys = table.partitionKeys().stream()
                .map(key -> "'" + key.name() + "'")
                .collect(Collectors.joining(","));
        runner.execute(
                session,
                "CREATE TABLE " + table.name() + " (" + String.join(", ", columns)
                        + ") WITH (format = 'OPENX_JSON', external_location = '" + local(table.location())
                        + "', partitioned_by = ARRAY[" + keys + "], partition_projection_enabled = true,"
                        + " partition_projection_location_template = '"
                        + local(table.properties().get("storage.location.template"))
                        + "', extra_properties = MAP(ARRAY['ignore.malformed.json'], ARRAY['true']))");
    }

    /** The rows of a statement, each value as text; NULL as null. Values are bound as Athena binds them. */
    List<List<String>> rows(Statement statement) {
        String using = statement.values().stream()
                .map(value -> value instanceof Statement.Value.Text text
                        ? "'" + text.text().replace("'", "''") + "'"
                        : ((Statement.Value.Number) value).number().toPlainString())
                .collect(Collectors.joining(", "));
        MaterializedResult result = runner.execute(
                session,
                "EXECUTE IMMEDIATE '" + statement.sql().replace("'", "''") + "'"
                        + (using.isEmpty() ? "" : " USING " + using));
        return result.getMaterializedRows().stream()
                .map(row -> row.getFields().stream()
                        .map(value -> value == null ? null : value.toString())
                        .collect(Collectors.toList()))
                .collect(Collectors.toList());
    }

    private static String type(CatalogColumn column) {
        return column.type().equals("string") ? "varchar" : "integer";
    }

    private static String projection(CatalogDeclaration table, CatalogColumn key) {
        String prefix = "projection." + key.name() + ".";
        String type = table.properties().get(prefix + "type");
        if (type.equals("enum")) {
            return "WITH (partition_projection_type = 'enum', partition_projection_values = ARRAY["
                    + quoted(table.properties().get(prefix + "values")) + "])";
        }
        return "WITH (partition_projection_type = 'integer', partition_projection_range = ARRAY["
                + quoted(table.properties().get(prefix + "range")) + "], partition_projection_digits = "
                + table.properties().get(prefix + "digits") + ")";
    }

    private static String quoted(String values) {
        return Arrays.stream(values.split(",")).map(value -> "'" + value + "'").collect(Collectors.joining(","));
    }

    private static String local(String location) {
        return location.replace("s3://", "local:///");
    }

    @Override
    public void close() {
        runner.close();
    }
}
