package io.picasso.analytics.cli;

import static io.picasso.analytics.operation.query.QueryTables.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.cli.CommandRun.Result;
import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.operation.ingest.EventLake;
import io.picasso.analytics.operation.ingest.IngestEnvironment;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The clock of a command's run is 2025-12-26T10:00Z; the tables' own is not asked. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MetricsCommandsTest {
    private static final Tenant COFFEE = IngestEnvironment.TENANTS.get(0);
    private static final List<String> CREDENTIALS = List.of("aws.accessKeyId", "aws.secretAccessKey");

    @TempDir
    static Path folder;

    private static IngestEnvironment environment;

    @BeforeAll
    static void fill() throws IOException {
        CREDENTIALS.forEach(name -> System.setProperty(name, "local"));
        environment = IngestEnvironment.create();
        environment.wiring().provision(Duration.ofSeconds(10)).showTenants();
        keepWhatIsCached();
        configure(environment.settings());
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Instant start = Instant.parse("2025-12-2" + (i % 3 + 3) + "T15:0" + i % 10 + ":00Z");
            String id = "sess_" + i;
            events.add(event(COFFEE, id, 1, start, "WIDGET_OPENED", "{}"));
            events.add(event(
                    COFFEE,
                    id,
                    2,
                    start.plusSeconds(5),
                    "MESSAGE_SENT",
                    "{\"content_preview\":\"Question " + i % 2 + "\"}"));
            if (i % 3 > 0) {
                events.add(event(
                        COFFEE,
                        id,
                        3,
                        start.plusSeconds(9),
                        "FORM_STARTED",
                        "{\"form_id\":\"contact\",\"form_label\":\"Contact us\"}"));
            }
            if (i % 3 > 1) {
                events.add(event(
                        COFFEE,
                        id,
                        4,
                        start.plusSeconds(60),
                        "FORM_COMPLETED",
                        "{\"form_id\":\"contact\",\"duration_seconds\":51}"));
            }
        }
        EventLake lake = new EventLake(environment.wiring().lake(), "test");
        events.stream()
                .collect(Collectors.groupingBy(event -> io.picasso.analytics.event.UtcTime.day(event.occurredAt())))
                .values()
                .forEach(lake::write);
    }

    @AfterAll
    static void close() {
        environment.close();
        CREDENTIALS.forEach(System::clearProperty);
    }

    /** The table without TTL: by the engine's clock what is cached here is long past. */
    private static void keepWhatIsCached() {
        String cache = environment.settings().text(SettingKey.AGGREGATES_TABLE);
        var client = environment.dynamoDb();
        client.deleteTable(b -> b.tableName(cache));
        client.createTable(b -> b.tableName(cache)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        a -> a.attributeName("pk").attributeType(ScalarAttributeType.S),
                        a -> a.attributeName("sk").attributeType(ScalarAttributeType.S))
                .keySchema(
                        k -> k.attributeName("pk").keyType(KeyType.HASH),
                        k -> k.attributeName("sk").keyType(KeyType.RANGE)));
    }

    private static void configure(Settings settings) throws IOException {
        Map<String, List<SettingKey>> sections = Map.of(
                "endpoints",
                List.of(
                        SettingKey.DYNAMODB_ENDPOINT,
                        SettingKey.S3_ENDPOINT,
                        SettingKey.SQS_ENDPOINT,
                        SettingKey.ATHENA_ENDPOINT),
                "tables",
                List.of(
                        SettingKey.SESSION_EVENTS_TABLE,
                        SettingKey.SESSION_SUMMARIES_TABLE,
                        SettingKey.AGGREGATES_TABLE),
                "buckets",
                List.of(SettingKey.MAPPINGS_BUCKET, SettingKey.LAKE_BUCKET),
                "athena",
                List.of(SettingKey.ATHENA_DATABASE));
        StringBuilder text = new StringBuilder("default_environment: test\nenvironments:\n  test:\n");
        sections.forEach((section, keys) -> {
            text.append("    ").append(section).append(":\n");
            keys.forEach(key -> text.append("      ")
                    .append(key.key().substring(section.length() + 1))
                    .append(": ")
                    .append(settings.text(key))
                    .append('\n'));
        });
        Files.writeString(folder.resolve("picasso-analytics.yaml"), text);
    }

    private static Result show(String... arguments) {
        List<String> all = new ArrayList<>(List.of("metrics", "show"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--tenant", "COFFEE001"));
        return CommandRun.in(folder).with(all.toArray(String[]::new));
    }

    @Test
    @Order(1)
    void withoutAnAggregationTheLakeAnswersAndSaysWhatItRead() {
        Result result = show("conversations", "summary", "--range", "7d", "-o", "json");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("\"tenant_id\": \"COFFEE001\"")
                .contains("\"range\": \"7d\"")
                .contains("\"total_conversations\": 12")
                .contains("\"after_hours_percentage\": 0.0")
                .contains("\"source\": \"athena\"")
                .containsPattern("\"scanned_bytes\": [1-9]");
        Result status = CommandRun.in(folder).with("aggregate", "status");
        assertThat(status.status()).isEqualTo(3);
        assertThat(status.out()).contains("none within a day").contains("48");
    }

    @Test
    @Order(2)
    void anAggregationIsReportedAndThenAnswers() {
        Result run = CommandRun.in(folder).with("aggregate", "run", "-o", "json");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("\"total_tenants\": 3")
                .contains("\"failed\": 0")
                .contains("\"queries\": 6")
                .contains("\"metrics_updated\": 48");
        assertThat(show("conversations", "summary", "--range", "7d", "-o", "json")
                        .out())
                .contains("\"total_conversations\": 12")
                .contains("\"source\": \"cache\"")
                .contains("\"updated_at\": \"2025-12-26T10:00:00.000Z\"");
        Result status = CommandRun.in(folder).with("aggregate", "status", "-o", "csv");
        assertThat(status.status()).isZero();
        assertThat(status.out())
                .startsWith("tenant_id,last_aggregation,fresh,stale,missing\n")
                .contains("COFFEE001,2025-12-26T10:00:00.000Z,48,0,0\n");
    }

    @Test
    void aFunnelIsDrawnAsBars() {
        Result result = show("analytics", "funnel", "--range", "7d", "--source", "athena");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("Widget Opened   12  100.0 %  " + "█".repeat(40))
                .contains("Form Started     8  66.67 %  ")
                .contains("Form Completed   4  33.33 %  ")
                .doesNotContain("\u001b");
    }

    @Test
    void aHeatMapIsDrawnWithNumbersWhereThereIsRoom() {
        Result wide = show("conversations", "heatmap", "--range", "7d", "--source", "athena", "--timezone", "UTC");

        assertThat(wide.status()).as(wide.err()).isZero();
        assertThat(wide.out())
                .contains("Mon", "Sun", "12AM", "9PM")
                .contains("██ 4")
                .contains("Most on Tue from 3PM: 4 of 12.");

        Result narrow = CommandRun.in(folder)
                .onTerminal(40, false)
                .with(
                        "metrics",
                        "show",
                        "conversations",
                        "heatmap",
                        "--range",
                        "7d",
                        "--source",
                        "athena",
                        "--timezone",
                        "UTC",
                        "--tenant",
                        "COFFEE001");
        assertThat(narrow.out().lines().filter(line -> line.startsWith("3PM")))
                .singleElement()
                .satisfies(line -> assertThat(line.strip().length()).isLessThanOrEqualTo(40))
                .satisfies(line -> assertThat(line).contains("██").doesNotContain("4"));
    }

    @Test
    void aHeatMapIsATableInCsv() {
        Result csv = show(
                "conversations", "heatmap", "--range", "7d", "--source", "athena", "--timezone", "UTC", "-o", "csv");

        List<String> lines = csv.out().lines().toList();
        assertThat(lines).as("eight blocks of three hours").hasSize(9);
        assertThat(lines.get(0)).isEqualTo("hour_block,Mon,Tue,Wed,Thu,Fri,Sat,Sun");
        assertThat(lines).anyMatch(line -> line.matches("3PM,[0-9]+,4(,[0-9]+){5}"));
    }

    @Test
    void trendsAndListsAreDrawn() {
        assertThat(show("conversations", "trend", "--range", "7d", "--source", "athena")
                        .out())
                .contains("███")
                .contains("Dec 23  4  " + "█".repeat(40));
        assertThat(show("conversations", "top-questions", "--range", "7d", "--source", "athena")
                        .out())
                .contains("QUESTION TEXT")
                .contains("Question 0")
                .contains("50.0");
        assertThat(show("forms", "top-performers", "--range", "7d", "--source", "athena", "-o", "csv")
                        .out())
                .isEqualTo("form_id,form_label,views,started,completions,conversion_rate,abandon_rate,"
                        + "avg_completion_time_seconds,trend\ncontact,Contact us,0,8,4,50.0,50.0,51,stable\n");
        assertThat(show(
                                "forms",
                                "summary",
                                "--from",
                                "2025-12-24",
                                "--to",
                                "2025-12-24",
                                "--source",
                                "athena",
                                "-o",
                                "csv")
                        .out())
                .startsWith("form_views,forms_started,");
        assertThat(show("forms", "bottlenecks", "--range", "1d", "--source", "athena")
                        .out())
                .contains("Nothing in this range.");
    }

    @Test
    void whatCannotBeReadIsToldBeforeAnythingIsAsked() {
        Result range = show("forms", "summary", "--range", "0d");
        assertThat(range.status()).isEqualTo(2);
        assertThat(range.err()).contains("PA-304").contains("'0d' is not a range");

        Result half = show("forms", "summary", "--from", "2025-12-01");
        assertThat(half.status()).isEqualTo(2);
        assertThat(half.err()).contains("--from and --to go together");

        Result metric = show("forms", "everything");
        assertThat(metric.status()).isEqualTo(2);
        assertThat(metric.err()).contains("PA-101").contains("forms top-performers");

        Result tenant = CommandRun.in(folder).with("metrics", "show", "forms", "summary", "--tenant", "NOBODY");
        assertThat(tenant.status()).isEqualTo(5);

        Result cache = show("forms", "summary", "--range", "13d", "--source", "cache");
        assertThat(cache.status()).isEqualTo(5);
        assertThat(cache.err()).contains("aggregate run");
    }
}
