package io.picasso.analytics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.adapter.aws.dynamodb.DynamoDbClients;
import io.picasso.analytics.cli.CommandRun.Result;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.local.LocalStack;
import io.picasso.analytics.local.RunningStack;
import io.picasso.analytics.local.StateFolder;
import io.picasso.analytics.local.lambda.FunctionZips;
import io.picasso.analytics.operation.ingest.IngestEnvironment;
import io.picasso.analytics.operation.ingest.Messages;
import io.picasso.analytics.setting.SettingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** An operator watches over a stack of his own, with the real function on it: before, while, and after a fault. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CareCommandsTest {
    private static final Tenant COFFEE = IngestEnvironment.tenant("COFFEE001");

    @TempDir
    static Path folder;

    private static Path zip;

    @BeforeAll
    static void provision() throws IOException {
        zip = Files.write(folder.resolve("processor.zip"), FunctionZips.processor());
        done("provision", "apply", "--yes");
        done("tenant", "add", COFFEE.id(), "--yes");
    }

    @AfterAll
    static void stop() throws IOException {
        new LocalStack(new StateFolder(folder.resolve("state")), Map.of()).stop();
    }

    private static Result run(Clock clock, String... arguments) {
        return CommandRun.in(folder)
                .at(clock)
                .variable("PICASSO_STATE_DIR", folder.resolve("state").toString())
                .with(arguments);
    }

    private static Result run(String... arguments) {
        return run(Clock.systemUTC(), arguments);
    }

    private static String done(String... arguments) {
        Result result = run(arguments);
        assertThat(result.status())
                .as(String.join(" ", arguments) + "\n" + result.out() + result.err())
                .isZero();
        return result.out();
    }

    private static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("not within a minute: " + what).isLessThan(end);
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** What is another one in each run. */
    private static String shape(String json) {
        return json.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UUID")
                .replaceAll("20\\d\\d-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME");
    }

    private static void send(String session, Instant start) throws IOException {
        Path file = Files.write(folder.resolve("events.ndjson"), Messages.sent(COFFEE, session, 3, start));
        done("send", file.toString());
    }

    @Test
    @Order(1)
    void withoutAFunctionNothingIsCalledWellAndNoAlarmIsSet() {
        Result alarms = run("alarms", "apply", "--yes");
        Result plan = run("alarms", "plan", "-o", "json");
        Result health = run("health");
        Result doctor = run("doctor");

        assertThat(alarms.status()).isEqualTo(5);
        assertThat(alarms.err()).contains("function Analytics_Event_Processor is not there; no alarm was set");
        assertThat(plan.status()).isEqualTo(5);
        assertThat(plan.out()).contains("\"not_there\": [").contains("\"verdict\": \"create\"");
        Golden.matches("alarms-plan.json", plan.out());
        assertThat(health.status()).isEqualTo(4);
        assertThat(health.out()).contains("not deployed").contains("no alarm is set");
        assertThat(doctor.status()).as(doctor.out()).isEqualTo(4);
        assertThat(doctor.out()).contains("'picasso-analytics deploy push' makes it");
    }

    @Test
    @Order(2)
    void withEverythingInPlaceAllIsWell() throws IOException {
        done("deploy", "push", "--zip", zip.toString(), "--set", "functions.batching_seconds=0", "--yes");
        done("writes", "enable", "--yes");
        assertThat(done("alarms", "apply", "--yes")).contains("15 alarms set");
        assertThat(done("alarms", "apply", "--yes")).contains("Nothing to change");
        send("first", Instant.now().minusSeconds(60));
        until("it is in the tables", () -> run("session", "show", "first").status() == 0);
        until(
                "its message is off the queue",
                () -> done("health", "-o", "json", "--query", "checks[?check=='health.queue'].figures.in_flight | [0]")
                        .strip()
                        .equals("0"));

        Golden.matches("health.json", shape(done("health", "-o", "json")));
        Golden.matches(
                "doctor-check.json", shape(done("doctor", "-o", "json", "--query", "checks[?check=='doctor.s3']")));
        Golden.matches(
                "alarms-status.json",
                shape(done("alarms", "status", "-o", "json", "--query", "alarms[?alarm=='dlq-depth']")));
        Golden.matches(
                "ttl-verify-check.json",
                shape(run("ttl", "verify", "-o", "json", "--query", "checks[?check=='ttl.enabled']")
                        .out()));
        String doctor = done("doctor", "--all");
        String health = done("health");
        Result status = run("alarms", "status");

        assertThat(doctor).contains("pass: 32 passed").contains("queue-path");
        assertThat(health).contains("pass: 11 passed").contains("writes");
        assertThat(status.status()).as(status.out()).isZero();
        assertThat(status.out()).contains("dlq-depth").doesNotContain("fires");
        assertThat(run("tenant", "list").out()).doesNotContain("doctor-probe");
    }

    @Test
    @Order(3)
    void anAlarmFiresWhenTheTablesFailAndClearsWhenTheyDoNot() throws IOException {
        RunningStack stack = new LocalStack(new StateFolder(folder.resolve("state")), Map.of())
                .find()
                .orElseThrow();
        try (DynamoDbClient client =
                DynamoDbClients.create(AwsConnection.local(stack.endpoints().dynamodb()))) {
            client.deleteTable(b -> b.tableName(SettingKey.SESSION_SUMMARIES_TABLE.defaultText()));
        }
        send("second", Instant.now().minusSeconds(30));
        until(
                "the alarm fires",
                () -> run("alarms", "status", "--query", "alarms[?state=='ALARM'].alarm", "-o", "json")
                        .out()
                        .contains("deferred"));

        Result health = run("health");
        Result status = run("alarms", "status");
        Result doctor = run("doctor");

        assertThat(health.status()).isEqualTo(3);
        assertThat(health.out()).contains("deferred: sum 3 in 300 s, above 0").contains("health.tables");
        assertThat(status.status()).isEqualTo(3);
        assertThat(status.out()).contains("what to do: picasso-analytics runbook deferred");
        assertThat(doctor.status()).isEqualTo(3);
        assertThat(doctor.out()).contains("table picasso-session-summaries is not there");
        try (DynamoDbClient client =
                DynamoDbClients.create(AwsConnection.local(stack.endpoints().dynamodb()))) {
            assertThat(client.scan(b -> b.tableName(SettingKey.SESSION_EVENTS_TABLE.defaultText()))
                            .items())
                    .as("rows of the doctor, which it could not look up the summaries of")
                    .noneMatch(item -> item.toString().contains("doctor_"));
        }
        done("provision", "apply", "tables", "--yes");
        done("backfill", "deferred", "--yes");
        Result later = run(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10)), "alarms", "status");
        assertThat(later.status()).as(later.out()).isZero();
    }

    @Test
    @Order(4)
    void theComparisonTellsTheAlarmWhatItFound() throws IOException {
        done("backfill", "run", "--yes");
        done("backfill", "verify", "--settle", "0", "--publish");
        assertThat(run("alarms", "status", "-o", "json", "--query", "alarms[?alarm=='summary-drift'].state")
                        .out())
                .contains("OK");
        RunningStack stack = new LocalStack(new StateFolder(folder.resolve("state")), Map.of())
                .find()
                .orElseThrow();
        try (DynamoDbClient client =
                DynamoDbClients.create(AwsConnection.local(stack.endpoints().dynamodb()))) {
            var item = client.scan(b -> b.tableName(SettingKey.SESSION_EVENTS_TABLE.defaultText())).items().stream()
                    .filter(row -> row.get("pk").s().endsWith("#first"))
                    .findFirst()
                    .orElseThrow();
            client.deleteItem(b -> b.tableName(SettingKey.SESSION_EVENTS_TABLE.defaultText())
                    .key(Map.of("pk", item.get("pk"), "sk", item.get("sk"))));
        }

        Result verify = run("backfill", "verify", "--settle", "0", "--publish");

        assertThat(verify.status()).as(verify.out() + verify.err()).isEqualTo(3);
        assertThat(run("alarms", "status", "-o", "json", "--query", "alarms[?alarm=='summary-drift'].state")
                        .out())
                .contains("ALARM");
        assertThat(run("backfill", "verify", "--tenant", COFFEE.id(), "--publish")
                        .status())
                .isEqualTo(2);
    }

    @Test
    void theRunbookNeedsNoEnvironment() {
        assertThat(done("runbook", "dlq-depth")).contains("Symptom").contains("queue redrive");
        Golden.matches("runbook.json", done("runbook", "doctor.trigger", "-o", "json"));
        assertThat(done("runbook")).contains("ttl.deletion").contains("1.ttl");
        assertThat(run("runbook", "nothing").status()).isEqualTo(5);
    }
}
