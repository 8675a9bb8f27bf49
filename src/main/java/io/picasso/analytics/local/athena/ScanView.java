package io.picasso.analytics.local.athena;

import io.picasso.analytics.local.athena.Partition.DataFile;
import io.picasso.analytics.local.athena.Query.Scan;
import io.picasso.analytics.local.athena.Table.Column;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Makes the view through which a query reads the objects of a table that its partition filter leaves. */
final class ScanView {
    private static final String IGNORE_MALFORMED = "ignore.malformed.json";

    private final SqlEngine engine;
    private final Path s3;

    ScanView(SqlEngine engine, Path s3) {
        this.engine = engine;
        this.s3 = s3;
    }

    /**
     * Makes the view on this connection.
     *
     * @return the bytes of the objects that are read
     */
    long create(Connection connection, Scan scan) throws SQLException, IOException {
        List<Partition> partitions = Projection.partitions(scan.table(), s3);
        if (!scan.filter().isEmpty()) {
            partitions = filtered(connection, scan, partitions);
        }
        List<DataFile> files = new ArrayList<>();
        for (Partition partition : partitions) {
            files.addAll(partition.files());
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMP VIEW " + scan.view() + " AS " + select(scan.table(), files));
        }
        return files.stream().mapToLong(DataFile::bytes).sum();
    }

    /** The engine itself evaluates the condition, over one row for each partition. */
    private List<Partition> filtered(Connection connection, Scan scan, List<Partition> partitions) throws SQLException {
        if (partitions.isEmpty()) {
            return partitions;
        }
        List<Column> keys = scan.table().partitionKeys();
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < partitions.size(); i++) {
            Partition partition = partitions.get(i);
            rows.append(i == 0 ? "(" : ",(").append(i);
            for (Column key : keys) {
                rows.append(',').append(cast(partition.values().getOrDefault(key.name(), ""), key));
            }
            rows.append(')');
        }
        String names = keys.stream().map(key -> quoted(key.name())).collect(Collectors.joining(", "));
        String sql = "SELECT picasso_row FROM (VALUES " + rows + ") v(picasso_row, " + names + ") WHERE "
                + engine.printExpression(connection, scan.filter()) + " ORDER BY 1";
        List<Partition> left = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                left.add(partitions.get(result.getInt(1)));
            }
        }
        return left;
    }

    private static String cast(String value, Column key) {
        return "CAST(" + text(value) + " AS " + type(key) + ")";
    }

    private static String select(Table table, List<DataFile> files) {
        List<Column> all = new ArrayList<>(table.columns());
        all.addAll(table.partitionKeys());
        if (files.isEmpty()) {
            return "SELECT "
                    + all.stream()
                            .map(column -> "CAST(NULL AS " + type(column) + ") AS " + quoted(column.name()))
                            .collect(Collectors.joining(", "))
                    + " WHERE false";
        }
        // A malformed line is a row of NULLs, as with Athena's reader; else it fails the query.
        boolean lenient = "true".equalsIgnoreCase(table.properties().get(IGNORE_MALFORMED));
        return "SELECT "
                + all.stream().map(column -> quoted(column.name())).collect(Collectors.joining(", "))
                + " FROM read_json(["
                + files.stream().map(file -> text(file.path().toString())).collect(Collectors.joining(","))
                + "], format = 'newline_delimited', ignore_errors = " + lenient + ", columns = {"
                + pairs(table.columns())
                + "}, hive_partitioning = true, hive_types = {"
                + pairs(table.partitionKeys())
                + "})";
    }

    private static String pairs(List<Column> columns) {
        return columns.stream()
                .map(column -> quoted(column.name()) + ": '" + type(column) + "'")
                .collect(Collectors.joining(", "));
    }

    private static String type(Column column) {
        return HiveType.of(column.type()).engineType();
    }

    private static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
