package io.picasso.analytics.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.MetadataException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.Row;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.s3.S3Client;

/** Athena on this machine, as any client of Athena sees it. */
class LocalAthenaTest {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String DAY = "tenant_id=TEA002/year=2025/month=12/day=28/";

    private final String name = "local_athena_" + COUNT.incrementAndGet();
    private final String bucket = name.replace('_', '-');
    private final AthenaClient athena = StackClients.athena(LocalEngines.endpoints());
    private final S3Client s3 = StackClients.s3(LocalEngines.endpoints());

    @BeforeEach
    void makeTable() {
        s3.createBucket(b -> b.bucket(bucket));
        done("CREATE DATABASE IF NOT EXISTS " + name);
        done("""
                CREATE EXTERNAL TABLE IF NOT EXISTS %s.events (
                  `session_id` string, step_number int COMMENT 'from 0', event_payload string)
                PARTITIONED BY (tenant_id string, year int, month int, day int)
                ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
                LOCATION 's3://%s/analytics/'
                TBLPROPERTIES ('projection.enabled'='true', 'ignore.malformed.json'='true',
                  'projection.tenant_id.type'='enum', 'projection.tenant_id.values'='COFFEE001,TEA002',
                  'projection.year.type'='integer', 'projection.year.range'='2020,2039',
                  'projection.month.type'='integer', 'projection.month.range'='1,12', 'projection.month.digits'='2',
                  'projection.day.type'='integer', 'projection.day.range'='1,31', 'projection.day.digits'='2',
                  'storage.location.template'=
                  's3://%s/analytics/tenant_id=${tenant_id}/year=${year}/month=${month}/day=${day}/')
                """.formatted(name, bucket, bucket));
    }

    @AfterEach
    void close() {
        athena.close();
        s3.close();
    }

    @Test
    void aQueryIsAnsweredFromPlainAndCompressedObjects() throws IOException {
        put(DAY + "a.json", "{\"session_id\":\"s1\",\"step_number\":1,\"event_payload\":{\"a\":{\"b\":\"x\"}}}");
        s3.putObject(
                b -> b.bucket(bucket).key("analytics/" + DAY + "b.json.gz"),
                RequestBody.fromBytes(gzip("{\"session_id\":\"s2\",\"step_number\":7}\n")));

        assertThat(rows("SELECT session_id, step_number + 1 AS next, event_payload, tenant_id, year, month, day"
                        + " FROM events ORDER BY session_id"))
                .containsExactly(
                        List.of("session_id", "next", "event_payload", "tenant_id", "year", "month", "day"),
                        List.of("s1", "2", "{\"a\":{\"b\":\"x\"}}", "TEA002", "2025", "12", "28"),
                        List.of("s2", "8", "NULL", "TEA002", "2025", "12", "28"));
    }

    @Test
    void malformedLinesDoNotBreakAQuery() {
        put(DAY + "a.json", "{\"session_id\":\"s1\"}\n{broken\n\n[1]\n{\"session_id\":\"s2\",\"step_number\":\"x\"}\n");

        assertThat(rows("SELECT session_id FROM events WHERE session_id IS NOT NULL ORDER BY 1"))
                .containsExactly(List.of("session_id"), List.of("s1"), List.of("s2"));
    }

    @Test
    void whatIsNotProjectedIsNotThere() {
        put(DAY + "a.json", "{\"session_id\":\"seen\"}");
        put("tenant_id=WATER003/year=2025/month=12/day=28/a.json", "{\"session_id\":\"other tenant\"}");
        put("tenant_id=TEA002/year=2019/month=12/day=28/a.json", "{\"session_id\":\"too early\"}");
        put("tenant_id=TEA002/year=2025/month=1/day=28/a.json", "{\"session_id\":\"one digit\"}");

        assertThat(rows("SELECT session_id FROM events")).containsExactly(List.of("session_id"), List.of("seen"));
        done("ALTER TABLE " + name + ".events SET TBLPROPERTIES ('projection.tenant_id.values'='WATER003')");
        assertThat(rows("SELECT session_id FROM events"))
                .containsExactly(List.of("session_id"), List.of("other tenant"));
    }

    @Test
    void scannedBytesAreThoseOfThePartitionsThatAreLeft() {
        put(DAY + "a.json", "{\"session_id\":\"s1\"}");
        put("tenant_id=TEA002/year=2025/month=12/day=29/a.json", "{\"session_id\":\"second\"}");
        put("tenant_id=COFFEE001/year=2025/month=12/day=28/a.json", "{\"session_id\":\"another\"}");

        assertThat(scanned("SELECT * FROM events")).isEqualTo(19 + 23 + 24);
        assertThat(scanned("SELECT * FROM events e WHERE e.tenant_id = 'TEA002'"))
                .isEqualTo(19 + 23);
        assertThat(scanned("SELECT * FROM events WHERE tenant_id = 'TEA002' AND (day = 28 OR day > 30)"))
                .isEqualTo(19);
        assertThat(scanned("SELECT * FROM events WHERE day = 28 OR session_id = 'second'"))
                .isEqualTo(19 + 23 + 24);
        assertThat(scanned("SELECT 1 FROM events a JOIN events b ON a.day = b.day WHERE a.day = 29 AND b.day = 28"))
                .isEqualTo(23 + 19 + 24);
        assertThat(scanned("SELECT * FROM events WHERE year * 10000 + month * 100 + day BETWEEN 20251229 AND 20260101"))
                .isEqualTo(23);
        assertThat(scanned("SELECT count(*) FROM events WHERE tenant_id = 'NOBODY'"))
                .isZero();
    }

    @Test
    void parametersAreLiteralsAndNothingElse() {
        put(DAY + "a.json", "{\"session_id\":\"it's ?\",\"step_number\":-3}");

        String sql = "SELECT session_id -- ?\n FROM events WHERE session_id = ? AND step_number = ? AND '?' = '?'";
        assertThat(rows(sql, "'it''s ?'", "-3")).containsExactly(List.of("session_id"), List.of("it's ?"));
        refused(() -> start(sql, "'one'"), "Incorrect number of parameters");
        refused(() -> start(sql, "'a'", "1", "2"), "Incorrect number of parameters");
        refused(() -> start(sql, "'a'", "1 OR true"), "is not a literal");
        refused(() -> start(sql, "''a", "1"), "is not a literal");
    }

    @Test
    void resultsComeInPagesAndTheFirstRowIsTheHeader() {
        String id = success(
                "SELECT x, NULL AS nothing, '' AS empty, 'a\"b,c\nd' AS odd FROM UNNEST(sequence(1, 7)) AS t(x)");

        var first = athena.getQueryResults(b -> b.queryExecutionId(id).maxResults(3));
        assertThat(texts(first))
                .containsExactly(
                        List.of("x", "nothing", "empty", "odd"),
                        List.of("1", "NULL", "", "a\"b,c\nd"),
                        List.of("2", "NULL", "", "a\"b,c\nd"));
        assertThat(first.resultSet().resultSetMetadata().columnInfo())
                .extracting(c -> c.name() + " " + c.type())
                .startsWith("x bigint");
        var pages = athena.getQueryResultsPaginator(b -> b.queryExecutionId(id).maxResults(3));
        assertThat(pages.stream().flatMap(page -> texts(page).stream())).hasSize(8);
        refused(() -> athena.getQueryResults(b -> b.queryExecutionId(id).maxResults(1001)), "MaxResults");
    }

    @Test
    void theResultIsAnObjectInTheOutputLocation() {
        String id = success("SELECT 'a' AS x, 1 AS y, NULL AS z");

        assertThat(execution(id).resultConfiguration().outputLocation())
                .isEqualTo("s3://" + bucket + "/athena-results/" + id + ".csv");
        assertThat(s3.getObjectAsBytes(b -> b.bucket(bucket).key("athena-results/" + id + ".csv"))
                        .asUtf8String())
                .isEqualTo("\"x\",\"y\",\"z\"\n\"a\",\"1\",\n");
    }

    @Test
    void aRunningQueryIsReallyStopped() throws InterruptedException {
        String id = start("SELECT count(*) FROM UNNEST(sequence(1, 1000000)) a(x), UNNEST(sequence(1, 1000000)) b(y)"
                + " WHERE x * y % 7 = 8");
        while (execution(id).status().state() == QueryExecutionState.QUEUED) {
            Thread.sleep(5);
        }
        athena.stopQueryExecution(b -> b.queryExecutionId(id));

        assertThat(execution(id).status().state()).isEqualTo(QueryExecutionState.CANCELLED);
        // Its worker is free again: five more than there are workers get through.
        for (int i = 0; i < 9; i++) {
            success("SELECT " + i);
        }
        refused(() -> athena.getQueryResults(b -> b.queryExecutionId(id)), "CANCELLED");
    }

    @Test
    void aResultIsUsedAgainWhereThatIsAskedFor() {
        put(DAY + "a.json", "{\"session_id\":\"s1\"}");
        String sql = "SELECT count(*) AS n FROM events";
        success(sql);
        put(DAY + "b.json", "{\"session_id\":\"s2\"}");

        String again = start(request(sql)
                .resultReuseConfiguration(r ->
                        r.resultReuseByAgeConfiguration(a -> a.enabled(true).maxAgeInMinutes(5)))
                .build());

        assertThat(execution(again).statistics().resultReuseInformation().reusedPreviousResult())
                .isTrue();
        assertThat(execution(again).statistics().dataScannedInBytes()).isZero();
        assertThat(texts(athena.getQueryResults(b -> b.queryExecutionId(again))))
                .contains(List.of("1"));
        assertThat(rows(sql)).contains(List.of("2"));
    }

    @Test
    void aTokenNamesOneExecution() {
        String token = "a-token-of-more-than-32-characters-" + name;
        String first = start(request("SELECT 1").clientRequestToken(token).build());

        assertThat(start(request("SELECT 1").clientRequestToken(token).build())).isEqualTo(first);
        refused(() -> start(request("SELECT 2").clientRequestToken(token).build()), "Idempotent");
    }

    @Test
    void whatCannotBeDoneIsSaid() {
        refused(() -> start("SELEC 1"), "not supported");
        refused(() -> start("SELECT FROM WHERE"), "syntax error");
        refused(() -> start("SELECT 1; SELECT 2"), "Only one sql statement");
        refused(() -> start("MSCK REPAIR TABLE events"), "this engine knows SELECT");
        refused(() -> start("CREATE TABLE x AS SELECT 1"), "this engine knows SELECT");
        refused(() -> start("ALTER TABLE events ADD PARTITION (day = 1)"), "expected COLUMNS");
        refused(() -> athena.getQueryExecution(b -> b.queryExecutionId("nobody")), "was not found");
        refused(() -> athena.stopQueryExecution(b -> b.queryExecutionId("nobody")), "was not found");
        refused(() -> start(request("SELECT 1").workGroup("other").build()), "WorkGroup other is not found");
        refused(
                () -> start(request("SELECT 1")
                        .resultConfiguration(r -> r.outputLocation("s3://no-such-bucket/x/"))
                        .build()),
                "output bucket");
        assertThat(failure("SELECT nothing FROM events")).startsWith("COLUMN_NOT_FOUND");
        assertThat(failure("SELECT * FROM nowhere")).startsWith("TABLE_NOT_FOUND");
        assertThat(failure("SELECT * FROM read_text('/etc/hostname')")).startsWith("FUNCTION_NOT_FOUND");
        assertThat(failure("SELECT * FROM '/etc/hostname'")).startsWith("TABLE_NOT_FOUND");
        assertThat(failure("CREATE DATABASE " + name)).contains("already exists");
        assertThat(failure("DROP TABLE nowhere")).contains("Table not found");
    }

    @Test
    void theCatalogIsShown() {
        var table = athena.getTableMetadata(
                        b -> b.catalogName("AwsDataCatalog").databaseName(name).tableName("events"))
                .tableMetadata();

        assertThat(table.columns()).extracting(c -> c.name() + " " + c.type()).contains("step_number int");
        assertThat(table.partitionKeys())
                .extracting(c -> c.name())
                .containsExactly("tenant_id", "year", "month", "day");
        assertThat(table.parameters())
                .containsEntry("projection.tenant_id.values", "COFFEE001,TEA002")
                .containsEntry("location", "s3://" + bucket + "/analytics/");
        assertThat(athena.listTableMetadata(b -> b.catalogName("AwsDataCatalog").databaseName(name))
                        .tableMetadataList())
                .hasSize(1);
        assertThat(athena.getDatabase(b -> b.catalogName("AwsDataCatalog").databaseName(name))
                        .database()
                        .name())
                .isEqualTo(name);
        assertThatThrownBy(() -> athena.getTableMetadata(
                        b -> b.catalogName("AwsDataCatalog").databaseName(name).tableName("nowhere")))
                .isInstanceOf(MetadataException.class);
        assertThat(failure("DROP DATABASE " + name)).contains("not empty");
        done("DROP TABLE IF EXISTS " + name + ".events");
        done("DROP DATABASE IF EXISTS " + name);
        assertThat(athena.listDatabases(b -> b.catalogName("AwsDataCatalog")).databaseList())
                .noneMatch(database -> database.name().equals(name));
    }

    private void put(String path, String text) {
        s3.putObject(b -> b.bucket(bucket).key("analytics/" + path), RequestBody.fromString(text));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private static void refused(ThrowingCallable call, String why) {
        assertThatThrownBy(call).isInstanceOf(InvalidRequestException.class).hasMessageContaining(why);
    }

    private StartQueryExecutionRequest.Builder request(String sql) {
        return StartQueryExecutionRequest.builder()
                .queryString(sql)
                .queryExecutionContext(c -> c.database(name))
                .resultConfiguration(r -> r.outputLocation("s3://" + bucket + "/athena-results/"));
    }

    private String start(StartQueryExecutionRequest request) {
        return athena.startQueryExecution(request).queryExecutionId();
    }

    private String start(String sql, String... parameters) {
        var request = request(sql);
        return start((parameters.length == 0 ? request : request.executionParameters(parameters)).build());
    }

    private QueryExecution execution(String id) {
        return athena.getQueryExecution(b -> b.queryExecutionId(id)).queryExecution();
    }

    private QueryExecution ended(String id) {
        while (true) {
            QueryExecution execution = execution(id);
            if (execution.status().state() != QueryExecutionState.QUEUED
                    && execution.status().state() != QueryExecutionState.RUNNING) {
                return execution;
            }
        }
    }

    private String success(String sql, String... parameters) {
        String id = start(sql, parameters);
        assertThat(ended(id).status().state())
                .as(() -> execution(id).status().stateChangeReason())
                .isEqualTo(QueryExecutionState.SUCCEEDED);
        return id;
    }

    private void done(String sql) {
        success(sql);
    }

    private String failure(String sql) {
        QueryExecution execution = ended(start(sql));
        assertThat(execution.status().state()).isEqualTo(QueryExecutionState.FAILED);
        assertThat(execution.status().athenaError().errorMessage())
                .isEqualTo(execution.status().stateChangeReason());
        return execution.status().stateChangeReason();
    }

    private long scanned(String sql) {
        return execution(success(sql)).statistics().dataScannedInBytes();
    }

    private List<List<String>> rows(String sql, String... parameters) {
        String id = success(sql, parameters);
        return texts(athena.getQueryResults(b -> b.queryExecutionId(id)));
    }

    private static List<List<String>> texts(GetQueryResultsResponse page) {
        return page.resultSet().rows().stream()
                .map(Row::data)
                .map(data -> data.stream()
                        .map(datum -> datum.varCharValue() == null ? "NULL" : datum.varCharValue())
                        .toList())
                .toList();
    }
}
