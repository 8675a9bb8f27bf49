package io.picasso.analytics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.cli.CommandRun.Result;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.operation.ingest.IngestEnvironment;
import io.picasso.analytics.setting.SettingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** session account, backfill deferred and lake compact as an operator uses them, one after the other. */
class AccountingCommandsTest {
    private static final Tenant COFFEE = IngestEnvironment.TENANTS.get(0);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2025-12-26T10:00:00Z"), ZoneOffset.UTC);
    private static final List<String> CREDENTIALS = List.of("aws.accessKeyId", "aws.secretAccessKey");

    @TempDir
    Path folder;

    // The engine's own clock is not the tests'; it must expire nothing.
    private final IngestEnvironment environment = IngestEnvironment.create(Map.of(SettingKey.RETENTION_DAYS, "3650"));

    @BeforeEach
    void configure() throws IOException {
        CREDENTIALS.forEach(name -> System.setProperty(name, "local"));
        Files.writeString(folder.resolve("picasso-analytics.yaml"), """
                default_environment: test
                environments:
                  test:
                    retention_days: 3650
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
                        text(SettingKey.DYNAMODB_ENDPOINT),
                        text(SettingKey.S3_ENDPOINT),
                        text(SettingKey.SESSION_EVENTS_TABLE),
                        text(SettingKey.SESSION_SUMMARIES_TABLE),
                        text(SettingKey.LAKE_BUCKET),
                        text(SettingKey.MAPPINGS_BUCKET)));
        process("sess_whole", "2025-12-23T09:00:0", 4);
    }

    @AfterEach
    void close() {
        environment.close();
        CREDENTIALS.forEach(System::clearProperty);
    }

    private String text(SettingKey key) {
        return environment.settings().text(key);
    }

    private void process(String session, String start, int events) {
        List<String> lines = IntStream.range(0, events)
                .mapToObj(i -> "{\"session_id\":\"" + session + "\",\"tenant_id\":\"" + COFFEE.hash()
                        + "\",\"timestamp\":\"" + start + i + ".000Z\",\"step_number\":" + (i / 2 + 1)
                        + ",\"event\":{\"type\":\"" + (i % 2 == 0 ? "MESSAGE_SENT" : "MESSAGE_RECEIVED")
                        + "\",\"payload\":{\"response_time_ms\":1500}}}")
                .toList();
        environment
                .wiring(CLOCK)
                .ingestion()
                .fileProcessor(() -> false, (inputs, result) -> {})
                .run(IngestEnvironment.lines(lines).iterator());
    }

    private Result run(String... arguments) {
        return CommandRun.in(folder).with(arguments);
    }

    private static void failed(Result result, int status, String... texts) {
        assertThat(result.status()).as(result.err()).isEqualTo(status);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains(texts).doesNotContain("\tat ");
    }

    @Test
    void theShapesOfBothAccountsInJsonArePublished() {
        Result session = run("session", "account", "sess_whole", "-o", "json");
        assertThat(session.status()).as(session.err()).isZero();
        Golden.matches("session-account.json", session.out());

        Result range = run("session", "account", "--tenant", "COFFEE001", "-o", "json");
        assertThat(range.status()).as(range.err()).isZero();
        Golden.matches("session-account-range.json", range.out());
    }

    @Test
    void anAccountIsDrawnForTheScreen() {
        Golden.matches(
                "session-account.txt",
                CommandRun.in(folder)
                        .onTerminal(80, false)
                        .with("session", "account", "sess_whole")
                        .out());
        assertThat(run("session", "account", "sess_whole", "-o", "csv").out().lines())
                .hasSize(5);
        assertThat(run("session", "account", "--tenant", "COFFEE001", "-o", "ndjson")
                        .out()
                        .lines())
                .hasSize(1);
    }

    @Test
    void aSessionThatNoTableKnowsIsNotThereAndTheLakeIsLookedThroughByTenantAndTime() {
        process("sess_gone", "2025-10-01T09:00:0", 2);
        for (SettingKey table : List.of(SettingKey.SESSION_EVENTS_TABLE, SettingKey.SESSION_SUMMARIES_TABLE)) {
            var rows = table == SettingKey.SESSION_EVENTS_TABLE ? environment.events() : environment.summaries();
            rows.values().stream()
                    .filter(row -> row.toString().contains("sess_gone"))
                    .forEach(row -> environment
                            .dynamoDb()
                            .deleteItem(b ->
                                    b.tableName(text(table)).key(Map.of("pk", row.get("pk"), "sk", row.get("sk")))));
        }

        failed(
                run("session", "account", "sess_gone"),
                5,
                "There is no session 'sess_gone' in the tables",
                "--tenant",
                "--from");
        failed(run("session", "account", "sess_unknown"), 5, "There is no session 'sess_unknown' in the tables");
        Result found = run("session", "account", "sess_gone", "--tenant", COFFEE.id(), "--from", "2025-10-01");
        assertThat(found.status()).as(found.err()).isEqualTo(3);
        assertThat(found.out()).contains("sess_gone");
    }

    @Test
    void whatTheTablesLackIsNamedThenRepaired() {
        String table = text(SettingKey.SESSION_EVENTS_TABLE);
        environment.set(SettingKey.SESSION_EVENTS_TABLE, "picasso-nowhere");
        process("sess_late", "2025-12-23T11:00:0", 2);
        environment.set(SettingKey.SESSION_EVENTS_TABLE, table);

        Result account = run("session", "account", "--tenant", "COFFEE001");
        assertThat(account.status()).isEqualTo(3);
        assertThat(account.out()).contains("sess_late", "backfill deferred", "Not accounted for: 1 of 2 sessions");
        failed(run("backfill", "deferred"), 7, "PA-401", "1 marker?");
        Result dry = run("backfill", "deferred", "--dry-run");
        assertThat(dry.out()).isEqualTo("Would repair 1 of 1 marker: 2 events of 1 session.\n");

        Result repaired = run("backfill", "deferred", "--yes", "-o", "json");

        assertThat(repaired.status()).as(repaired.err()).isZero();
        Golden.matches("backfill-deferred.json", repaired.out());
        // The configuration does not switch writing on, and it is off unless it is.
        assertThat(repaired.err()).contains("dynamodb_write_enabled is false");
        assertThat(run("session", "account", "sess_late", "--tenant", COFFEE.hash())
                        .status())
                .isZero();
        assertThat(run("backfill", "deferred", "--yes").out()).startsWith("No markers");
    }

    @Test
    void aDayIsCompactedOnceAndTheAccountStaysTheSame() {
        for (int hour = 1; hour < 4; hour++) {
            process("sess_" + hour, "2025-12-23T1" + hour + ":00:0", 3);
        }
        process("sess_young", "2025-12-25T10:00:0", 2);
        String[] account = {"session", "account", "--tenant", "COFFEE001", "-o", "json"};
        String before = run(account).out();
        failed(run("lake", "compact"), 7, "PA-401", "Compact 4 objects of 1 day in s3://");
        assertThat(run("lake", "compact", "--dry-run").out())
                .contains("would become 1 object", "Too young (--min-age): 1 day.");

        String figures = "[objects_before, objects_after, days_too_young, lines, repeated_lines]";
        Result compacted = run("lake", "compact", "--yes", "-o", "json", "--query", figures);

        assertThat(compacted.status()).as(compacted.err()).isZero();
        assertThat(compacted.out().replaceAll("\\s", "")).isEqualTo("[4,1,1,13,0]");
        assertThat(run("lake", "compact", "--yes").out()).startsWith("Nothing to compact.\nCompact already: 1 day.");
        assertThat(run(account).out()).isEqualTo(before);
    }

    @Test
    void whatIsWrongIsSaidAndNothingIsDone() {
        failed(run("session", "account", "sess_nobody", "--tenant", "COFFEE001"), 5, "PA-301", "--from");
        failed(run("session", "account", "sess_whole", "--tenant", "TEA002"), 5, "PA-301");
        failed(run("session", "account", "a#b"), 2, "PA-304");
        failed(run("session", "account", "--range", "7d", "--from", "2025-12-01"), 2, "PA-101");
        failed(run("session", "account"), 2, "PA-101", "3 tenants");
        failed(run("lake", "compact", "--min-age", "-1"), 2, "PA-101");
        failed(run("lake", "compact", "--from", "yesterday"), 2, "PA-101");
        failed(run("lake", "compact", "--tenant", "../x"), 2, "PA-304");
        failed(run("lake", "compact", "--tenant", "NOBODY"), 5, "PA-301");
        failed(run("backfill", "deferred", "--limit", "0"), 2, "PA-101");
        failed(run("backfill", "deferred", "--tenant", "a b"), 2, "PA-304");
    }
}
