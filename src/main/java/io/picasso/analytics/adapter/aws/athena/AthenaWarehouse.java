package io.picasso.analytics.adapter.aws.athena;

import io.picasso.analytics.adapter.aws.AwsService;
import io.picasso.analytics.port.QueryCost;
import io.picasso.analytics.port.QueryLimits;
import io.picasso.analytics.port.Statement;
import io.picasso.analytics.port.Warehouse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatistics;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;

/** The warehouse in Athena. */
final class AthenaWarehouse implements Warehouse {
    private static final int PAGE = 1_000;

    private final AthenaClient client;
    private final AwsService service;
    private final AthenaQueries queries;
    private final String database;

    AthenaWarehouse(AthenaClient client, AwsService service, AthenaQueries queries, String database) {
        this.client = client;
        this.service = service;
        this.queries = queries;
        this.database = database;
    }

    @Override
    public Answer query(Statement statement, QueryLimits limits, Consumer<Row> rows) {
        StartQueryExecutionRequest.Builder request = StartQueryExecutionRequest.builder()
                .queryString(statement.sql())
                .queryExecutionContext(context -> context.database(database));
        if (!statement.values().isEmpty()) {
            request.executionParameters(
                    statement.values().stream().map(AthenaWarehouse::literal).toList());
        }
        limits.reuse()
                .ifPresent(age -> request.resultReuseConfiguration(reuse -> reuse.resultReuseByAgeConfiguration(
                        byAge -> byAge.enabled(true).maxAgeInMinutes((int) age.toMinutes()))));
        QueryExecution execution = queries.run(request, limits);
        return read(execution, rows);
    }

    /** A value as Athena takes it: the text of a literal, which its parser reads and nothing else. */
    private static String literal(Statement.Value value) {
        return value instanceof Statement.Value.Text text
                ? "'" + text.text().replace("'", "''") + "'"
                : ((Statement.Value.Number) value).number().toPlainString();
    }

    private Answer read(QueryExecution execution, Consumer<Row> rows) {
        String id = execution.queryExecutionId();
        long count = 0;
        Optional<String> next = Optional.empty();
        List<String> columns = List.of();
        boolean first = true;
        do {
            GetQueryResultsResponse page = page(id, next);
            if (first) {
                columns = page.resultSet().resultSetMetadata().columnInfo().stream()
                        .map(ColumnInfo::name)
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .toList();
            }
            List<software.amazon.awssdk.services.athena.model.Row> found =
                    page.resultSet().rows();
            // The first row of the first page is the names.
            for (int i = first ? 1 : 0; i < found.size(); i++) {
                rows.accept(row(columns, found.get(i).data()));
                count++;
            }
            first = false;
            next = Optional.ofNullable(page.nextToken());
        } while (next.isPresent());
        return new Answer(id, columns, count, cost(execution));
    }

    private GetQueryResultsResponse page(String id, Optional<String> token) {
        return service.call(
                "read the rows of",
                "query " + id,
                () -> client.getQueryResults(
                        get -> get.queryExecutionId(id).maxResults(PAGE).nextToken(token.orElse(null))));
    }

    private static Row row(List<String> columns, List<Datum> data) {
        return column -> {
            int index = columns.indexOf(column);
            if (index < 0) {
                throw new IllegalArgumentException("the result has no column " + column + ", only " + columns);
            }
            return Optional.ofNullable(data.get(index).varCharValue());
        };
    }

    private static QueryCost cost(QueryExecution execution) {
        QueryExecutionStatistics statistics = execution.statistics();
        boolean reused = statistics.resultReuseInformation() != null
                && Boolean.TRUE.equals(statistics.resultReuseInformation().reusedPreviousResult());
        Long millis = statistics.engineExecutionTimeInMillis();
        return new QueryCost(scanned(execution), reused, millis == null ? 0 : millis);
    }

    /** The bytes read so far; 0 as long as the service has not said. */
    static long scanned(QueryExecution execution) {
        Long bytes =
                execution.statistics() == null ? null : execution.statistics().dataScannedInBytes();
        return bytes == null ? 0 : bytes;
    }
}
