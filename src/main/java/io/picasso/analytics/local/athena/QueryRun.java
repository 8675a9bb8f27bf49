package io.picasso.analytics.local.athena;

import io.picasso.analytics.local.athena.Query.Scan;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Carries out one query: views over the objects it needs, then its rows into the result's file. */
final class QueryRun {
    private final DuckDb database;
    private final SqlEngine engine;
    private final Catalog catalog;
    private final Path s3;
    private final Path scratch;

    QueryRun(DuckDb database, SqlEngine engine, Catalog catalog, Path s3, Path scratch) {
        this.database = database;
        this.engine = engine;
        this.catalog = catalog;
        this.s3 = s3;
        this.scratch = scratch;
    }

    /** Refuses what cannot be parsed. */
    void check(String sql) throws SQLException {
        try (Connection connection = database.connect()) {
            engine.parse(connection, sql);
        }
    }

    /** Runs the query of an execution that has begun, and ends it in one way or another. */
    void run(Execution execution, String sql) {
        try (Connection connection = database.connect();
                ResultFile.Writer writer = new ResultFile.Writer(scratch)) {
            Query query = QueryReader.read(
                    engine.parse(connection, sql), catalog, execution.request().database());
            ScanView views = new ScanView(engine, s3);
            long bytes = 0;
            for (Scan scan : query.scans()) {
                bytes += views.create(connection, scan);
            }
            execution.scanned(bytes);
            List<ResultColumn> columns = write(connection, engine.print(connection, query.tree()), execution, writer);
            Path place = s3.resolve(execution.output().bucket())
                    .resolve(execution.output().key());
            if (execution.state() == Execution.State.RUNNING) {
                writer.finish(place);
                execution.succeed(columns, Optional.of(place));
            }
        } catch (QueryFailed e) {
            execution.fail(e.reason());
        } catch (AthenaRefusal e) {
            execution.fail("SYNTAX_ERROR: " + e.message());
        } catch (SQLException e) {
            execution.fail(reason(e));
        } catch (IOException | RuntimeException e) {
            execution.fail("GENERIC_INTERNAL_ERROR: " + e);
        }
    }

    private static List<ResultColumn> write(
            Connection connection, String sql, Execution execution, ResultFile.Writer writer)
            throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            if (!execution.runs(statement)) {
                return List.of();
            }
            try (ResultSet result = statement.executeQuery(sql)) {
                List<ResultColumn> columns = ResultColumn.of(result);
                writer.write(columns.stream()
                        .map(ResultColumn::name)
                        .map(Optional::of)
                        .toList());
                while (result.next() && execution.state() == Execution.State.RUNNING) {
                    List<Optional<String>> row = new ArrayList<>();
                    for (int i = 0; i < columns.size(); i++) {
                        row.add(columns.get(i).read(result, i + 1));
                    }
                    writer.write(row);
                }
                return columns;
            } finally {
                execution.runs(null);
            }
        }
    }

    /** The engine's first line, under the word Athena has for such a failure. */
    private static String reason(SQLException e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        if (message.startsWith("Binder Error") && message.contains("column")) {
            return "COLUMN_NOT_FOUND: " + message;
        }
        if (message.startsWith("Catalog Error") && message.contains("Function")) {
            return "FUNCTION_NOT_FOUND: " + message;
        }
        if (message.startsWith("Binder Error") || message.startsWith("Catalog Error")) {
            return "SYNTAX_ERROR: " + message;
        }
        return message.startsWith("Conversion Error")
                ? "INVALID_CAST_ARGUMENT: " + message
                : "GENERIC_USER_ERROR: " + message;
    }
}
