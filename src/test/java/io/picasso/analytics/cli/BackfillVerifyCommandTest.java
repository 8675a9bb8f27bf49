package io.picasso.analytics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.cli.CommandRun.Result;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.operation.ingest.InboundMessage;
import io.picasso.analytics.operation.ingest.IngestEnvironment;
import io.picasso.analytics.setting.SettingKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class BackfillVerifyCommandTest {
    private static final Tenant COFFEE = IngestEnvironment.TENANTS.get(0);
    private static final List<String> CREDENTIALS = List.of("aws.accessKeyId", "aws.secretAccessKey");
    private static final Instant AT = Instant.parse("2025-12-20T10:00:00Z");

    /** The commands' clock stands still at the end of 2025; the engine's does not, and would expire the rows. */
    private static final String KEPT = "3650";

    @TempDir
    Path folder;

    private final IngestEnvironment environment = IngestEnvironment.create(Map.of(SettingKey.RETENTION_DAYS, KEPT));

    @BeforeEach
    void fill() throws IOException {
        CREDENTIALS.forEach(name -> System.setProperty(name, "local"));
        Files.writeString(folder.resolve("picasso-analytics.yaml"), """
                default_environment: test
                environments:
                  test:
                    retention_days: %s
                    endpoints:
                      dynamodb: %s
                      s3: %s
                    tables:
                      session_events: %s
                      session_summaries: %s
                    buckets:
                      lake: %s
                      mappings: %s
                """.formatted(
                        KEPT,
                        environment.settings().text(SettingKey.DYNAMODB_ENDPOINT),
                        environment.settings().text(SettingKey.S3_ENDPOINT),
                        environment.settings().text(SettingKey.SESSION_EVENTS_TABLE),
                        environment.settings().text(SettingKey.SESSION_SUMMARIES_TABLE),
                        environment.settings().text(SettingKey.LAKE_BUCKET),
                        environment.settings().text(SettingKey.MAPPINGS_BUCKET)));
        send("one", 1, 2, 3);
        send("two", 1, 2);
    }

    @AfterEach
    void close() {
        environment.close();
        CREDENTIALS.forEach(System::clearProperty);
    }

    private void send(String session, int... steps) {
        for (int step : steps) {
            String text = "{\"session_id\":\"" + session + "\",\"tenant_id\":\"" + COFFEE.hash()
                    + "\",\"timestamp\":\"2025-12-20T10:0" + step + ":00.000Z\",\"step_number\":" + step
                    + ",\"event\":{\"type\":\"MESSAGE_SENT\",\"payload\":{\"content_preview\":\"Hello\"}}}";
            environment
                    .wiring()
                    .ingestion()
                    .processor()
                    .process(List.of(new InboundMessage(
                            "m",
                            text.getBytes(StandardCharsets.UTF_8),
                            Optional.of(AT),
                            new InboundMessage.Source("queue", "m", OptionalInt.empty()),
                            InboundMessage.Origin.PRODUCER)));
        }
    }

    private Map<String, AttributeValue> row(String session) {
        return environment.events().values().stream()
                .filter(item -> item.get("session_id").s().equals(session))
                .findFirst()
                .orElseThrow();
    }

    private void delete(Map<String, AttributeValue> row) {
        environment
                .dynamoDb()
                .deleteItem(b -> b.tableName(environment.settings().text(SettingKey.SESSION_EVENTS_TABLE))
                        .key(Map.of("pk", row.get("pk"), "sk", row.get("sk"))));
    }

    private void addExtra() {
        Map<String, AttributeValue> extra = new HashMap<>(row("two"));
        extra.put("sk", AttributeValue.builder().s("STEP#007").build());
        environment
                .dynamoDb()
                .putItem(b -> b.tableName(environment.settings().text(SettingKey.SESSION_EVENTS_TABLE))
                        .item(extra));
    }

    private Result run(String... arguments) {
        return CommandRun.in(folder).with(arguments);
    }

    @Test
    void whereEverythingAgreesItSaysSo() {
        Result result = run("backfill", "verify");

        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEqualTo("""
                Lake, events and summaries say the same.

                          5  events in the lake  of 5 objects
                          5  events in the table  by the index; rows outside it were not looked for, --scan does
                          2  summaries  2 anchors
                """);
        assertThat(result.status()).isZero();
    }

    @Test
    void nothingIsNeverAPass() {
        Result result = run("backfill", "verify", "--to", "2025-12-01");

        assertThat(result.out()).startsWith("There is nothing to compare; that proves nothing.\n");
        assertThat(result.status()).isEqualTo(4);
    }

    @Test
    void aDifferenceIsNamedThenMendedAndThenGone() {
        Map<String, Map<String, AttributeValue>> whole = environment.events();
        Map<String, AttributeValue> row = row("one");
        delete(row);

        Result found = run("backfill", "verify", "-o", "ndjson");
        assertThat(found.out())
                .isEqualTo("{\"kind\":\"event_missing\",\"tenant_id\":\"COFFEE001\",\"tenant_hash\":\"" + COFFEE.hash()
                        + "\",\"session_id\":\"one\",\"row\":\"" + row.get("sk").s()
                        + "\",\"detail\":\"MESSAGE_SENT of "
                        + row.get("timestamp").s() + "\",\"repairable\":true}\n");
        assertThat(found.status()).isEqualTo(3);

        assertThat(run("backfill", "verify", "--repair", "--dry-run").status()).isEqualTo(3);
        assertThat(run("backfill", "verify", "--repair").status()).isEqualTo(7);
        assertThat(environment.events()).hasSize(4);

        Result mended = run("backfill", "verify", "--repair", "--yes", "-o", "json");
        assertThat(mended.out())
                .contains("\"verdict\": \"repaired\"", "\"events_written\": 1", "\"left\": 0")
                .contains("\"event_missing\": 1");
        assertThat(mended.status()).isZero();
        assertThat(environment.events()).isEqualTo(whole);
        assertThat(run("backfill", "verify").status()).isZero();
    }

    @Test
    void whatIsToBeDeletedIsAskedForByName() {
        addExtra();

        Result refused = CommandRun.in(folder).typed("yes\n").with("backfill", "verify", "--repair");
        assertThat(refused.err()).contains("Type 'test' to delete a row of the session tables of the environment");
        assertThat(refused.status()).isEqualTo(7);
        assertThat(environment.events()).hasSize(6);

        Result done = CommandRun.in(folder).typed("test\n").with("backfill", "verify", "--repair");
        assertThat(done.out())
                .startsWith("Repaired: lake, events and summaries say the same now. There was 1 difference.\n")
                .contains("event_extra", "1  event rows deleted");
        assertThat(done.status()).isZero();
        assertThat(environment.events()).hasSize(5);
    }

    @Test
    void aRowOutsideTheIndexIsFoundByAScanAlone() {
        Map<String, AttributeValue> ghost = new HashMap<>();
        ghost.put("pk", AttributeValue.builder().s("SESSION#ghost").build());
        ghost.put("sk", AttributeValue.builder().s("STEP#001#bbbbbbbbbbbb").build());
        environment
                .dynamoDb()
                .putItem(b -> b.tableName(environment.settings().text(SettingKey.SESSION_EVENTS_TABLE))
                        .item(ghost));
        assertThat(run("backfill", "verify").status()).isZero();
        assertThat(run("backfill", "verify", "-o", "json").out()).contains("\"looked_at\": false");

        Result found = run("backfill", "verify", "--scan", "--repair", "--yes");

        assertThat(found.out())
                .startsWith("There are 0 differences, and 1 row outside the index.\n")
                .contains("5  events in the table  by the index; the whole table has 6 rows")
                .contains("SESSION#ghost / STEP#001#bbbbbbbbbbbb: it has no tenant_hash");
        assertThat(found.status()).isEqualTo(3);
        assertThat(run("backfill", "verify", "--scan", "-o", "json").out())
                .contains("\"verdict\": \"different\"", "\"rows_read\": 6", "\"rows\": 1");
        assertThat(environment.events()).hasSize(6);
        assertThat(run("backfill", "verify", "--scan", "--tenant", COFFEE.id()).status())
                .isEqualTo(2);
    }

    @Test
    void wrongOptionsAreNamed() {
        assertThat(run("backfill", "verify", "--from", "yesterday").status()).isEqualTo(2);
        assertThat(run("backfill", "verify", "--from", "2025-12-02", "--to", "2025-12-01")
                        .status())
                .isEqualTo(2);
        assertThat(run("backfill", "verify", "--settle", "-1").status()).isEqualTo(2);
        assertThat(run("backfill", "verify", "--tenant", "NOBODY").status()).isEqualTo(5);
    }
}
