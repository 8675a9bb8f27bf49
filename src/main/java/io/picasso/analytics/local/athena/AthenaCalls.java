package io.picasso.analytics.local.athena;

import io.picasso.analytics.json.JsonValue.JsonObject;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The calls of Athena's API that are answered here. */
final class AthenaCalls {
    private static final int MAX_RESULTS = 1_000;
    private static final String CATALOG = "AwsDataCatalog";

    private final Catalog catalog;
    private final Executions executions;

    AthenaCalls(Catalog catalog, Executions executions) {
        this.catalog = catalog;
        this.executions = executions;
    }

    /**
     * Answers a call.
     *
     * @throws AthenaRefusal as Athena would
     */
    JsonFields answer(String action, JsonObject body) throws SQLException, IOException {
        return switch (action) {
            case "StartQueryExecution" -> new JsonFields().put("QueryExecutionId", executions.start(Request.of(body)));
            case "GetQueryExecution" ->
                new JsonFields().put("QueryExecution", execution(body).json());
            case "StopQueryExecution" -> {
                execution(body).cancel();
                yield new JsonFields();
            }
            case "GetQueryResults" -> results(body);
            case "GetDatabase" -> database(body);
            case "ListDatabases" ->
                new JsonFields()
                        .put(
                                "DatabaseList",
                                catalog.databases().stream()
                                        .map(AthenaCalls::named)
                                        .toList());
            case "GetTableMetadata" -> table(body);
            case "ListTableMetadata" ->
                new JsonFields()
                        .put(
                                "TableMetadataList",
                                catalog.tables(name(body, "DatabaseName")).stream()
                                        .map(TableJson::metadata)
                                        .toList());
            default -> throw AthenaRefusal.invalid(action + " is not supported by the embedded stack");
        };
    }

    private Execution execution(JsonObject body) {
        return executions.get(JsonFields.text(body, "QueryExecutionId"));
    }

    private JsonFields database(JsonObject body) {
        requireCatalog(body);
        String name = name(body, "DatabaseName");
        if (!catalog.has(name)) {
            throw AthenaRefusal.notInCatalog("Database " + name + " not found.");
        }
        return new JsonFields().put("Database", named(name));
    }

    private JsonFields table(JsonObject body) {
        requireCatalog(body);
        String name = name(body, "TableName");
        return catalog.find(name(body, "DatabaseName"), name)
                .map(table -> new JsonFields().put("TableMetadata", TableJson.metadata(table)))
                .orElseThrow(() -> AthenaRefusal.notInCatalog("Table " + name + " not found."));
    }

    private static void requireCatalog(JsonObject body) {
        String name = JsonFields.text(body, "CatalogName");
        if (!name.equalsIgnoreCase(CATALOG)) {
            throw AthenaRefusal.notInCatalog("Catalog " + name + " not found.");
        }
    }

    private JsonFields results(JsonObject body) throws IOException {
        Execution execution = execution(body);
        if (execution.state() != Execution.State.SUCCEEDED) {
            throw AthenaRefusal.invalid(
                    "Query has not yet finished or did not succeed. Current state: " + execution.state());
        }
        int max = JsonFields.number(body, "MaxResults").orElse(MAX_RESULTS);
        if (max < 1 || max > MAX_RESULTS) {
            throw AthenaRefusal.invalid("MaxResults is more than maximum allowed length " + MAX_RESULTS);
        }
        ResultFile.Page page = execution.result().isPresent()
                ? ResultFile.read(execution.result().get(), from(body), max)
                : new ResultFile.Page(List.of(), Optional.empty());
        JsonFields answer = new JsonFields()
                .put(
                        "ResultSet",
                        new JsonFields()
                                .put(
                                        "Rows",
                                        page.rows().stream()
                                                .map(AthenaCalls::row)
                                                .toList())
                                .put(
                                        "ResultSetMetadata",
                                        new JsonFields()
                                                .put(
                                                        "ColumnInfo",
                                                        execution.columns().stream()
                                                                .map(AthenaCalls::column)
                                                                .toList())))
                .put("UpdateCount", 0);
        page.next().ifPresent(next -> answer.put("NextToken", Long.toString(next)));
        return answer;
    }

    private static long from(JsonObject body) {
        String token = body.text("NextToken").orElse("0");
        if (!token.matches("\\d{1,15}")) {
            throw AthenaRefusal.invalid("NextToken is not valid");
        }
        return Long.parseLong(token);
    }

    private static JsonFields row(List<Optional<String>> values) {
        return new JsonFields()
                .put(
                        "Data",
                        values.stream()
                                .map(value -> {
                                    JsonFields datum = new JsonFields();
                                    value.ifPresent(text -> datum.put("VarCharValue", text));
                                    return datum;
                                })
                                .toList());
    }

    private static JsonFields column(ResultColumn column) {
        return new JsonFields()
                .put("CatalogName", "hive")
                .put("SchemaName", "")
                .put("TableName", "")
                .put("Name", column.name())
                .put("Label", column.name())
                .put("Type", column.type())
                .put("Nullable", "UNKNOWN")
                .put("CaseSensitive", column.type().equals("varchar"));
    }

    private static JsonFields named(String name) {
        return new JsonFields().put("Name", name);
    }

    private static String name(JsonObject body, String member) {
        return JsonFields.text(body, member).toLowerCase(java.util.Locale.ROOT);
    }
}
