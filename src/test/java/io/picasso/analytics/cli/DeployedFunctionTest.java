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
import io.picasso.analytics.sample.ConversationScript;
import io.picasso.analytics.sample.Dialog;
import io.picasso.analytics.sample.SampleEvent;
import io.picasso.analytics.sample.TaskmasterDialogs;
import io.picasso.analytics.setting.SettingKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The processor's function, deployed to a stack of its own and worked with from the terminal, as an operator does. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeployedFunctionTest {
    private static final String NAME = SettingKey.PROCESSOR_FUNCTION.defaultText();
    private static final Tenant COFFEE = IngestEnvironment.tenant("COFFEE001");
    private static final List<Dialog> DIALOGS = TaskmasterDialogs.all().subList(0, 4);

    private static final Pattern DEFERRED = Pattern.compile("\"Deferred\":[1-9]");

    @TempDir
    static Path folder;

    private static Path zip;
    private static Instant start;
    private static int sentEvents;
    private static int conversations;

    @BeforeAll
    static void deploy() throws IOException {
        start = Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofHours(3));
        zip = Files.write(folder.resolve("processor.zip"), FunctionZips.processor());
        done("provision", "apply", "--yes");
        done("tenant", "add", COFFEE.id(), "--yes");
    }

    @AfterAll
    static void stop() throws IOException {
        stack().stop();
    }

    private static Result run(String... arguments) {
        return CommandRun.in(folder)
                .at(Clock.systemUTC())
                .variable("PICASSO_STATE_DIR", folder.resolve("state").toString())
                .with(arguments);
    }

    private static String done(String... arguments) {
        Result result = run(arguments);
        assertThat(result.status())
                .as(String.join(" ", arguments) + "\n" + result.err())
                .isZero();
        return result.out();
    }

    private static LocalStack stack() {
        return new LocalStack(new StateFolder(folder.resolve("state")), Map.of());
    }

    private static RunningStack running() {
        try {
            return stack().find().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String push(String... more) {
        List<String> arguments = new ArrayList<>(List.of("deploy", "push", "--zip", zip.toString()));
        // A window of its own for each test would only be waited for.
        arguments.addAll(List.of("--set", "functions.batching_seconds=0"));
        arguments.addAll(List.of(more));
        return done(arguments.toArray(String[]::new));
    }

    /** Sends the next conversation and returns its session. */
    private static String send() throws IOException {
        Dialog dialog = DIALOGS.get(conversations++);
        Instant at = start.plusSeconds(600L * conversations);
        var session = ConversationScript.sessionId(dialog, at);
        List<String> lines = ConversationScript.events(dialog, COFFEE, at, session).stream()
                .map(SampleEvent::text)
                .toList();
        sentEvents += lines.size();
        Path file = Files.write(folder.resolve("events.ndjson"), lines);
        done("send", file.toString());
        return session.value();
    }

    private static int count(SettingKey table) {
        try (DynamoDbClient client =
                DynamoDbClients.create(AwsConnection.local(running().endpoints().dynamodb()))) {
            return client.scan(b -> b.tableName(table.defaultText()).consistentRead(true))
                    .count();
        }
    }

    private static long lake() {
        Path bucket = folder.resolve("state/data/s3").resolve(SettingKey.LAKE_BUCKET.defaultText());
        try (Stream<Path> files = Files.walk(bucket.resolve("analytics"))) {
            long lines = 0;
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                lines += Files.readAllLines(file).stream()
                        .filter(line -> !line.isBlank())
                        .count();
            }
            return lines;
        } catch (IOException e) {
            // Written or listed just now.
            return -1;
        }
    }

    private static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("not within a minute: " + what + "\n" + log())
                    .isLessThan(end);
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static String log() {
        return run("local", "logs", NAME).out();
    }

    private static void untilTablesHaveAll() {
        until("all events in the table", () -> count(SettingKey.SESSION_EVENTS_TABLE) == sentEvents);
        // A row for each session, and its anchor.
        until("all summaries", () -> count(SettingKey.SESSION_SUMMARIES_TABLE) == 2 * conversations);
    }

    @Test
    @Order(1)
    void aPushMakesTheFunctionAndTheNextOneChangesNothing() {
        assertThat(push("--dry-run")).contains("create").contains("7 changes");
        assertThat(run("deploy", "status", "--zip", zip.toString()).out()).startsWith("No function " + NAME);

        assertThat(push("--yes")).contains("Done");

        assertThat(push("--yes")).contains("Nothing to change");
        assertThat(done("deploy", "status", "--zip", zip.toString()))
                .contains("ready")
                .contains("as the package here")
                .contains("variables  complete")
                .contains("tables     not written")
                .contains("Enabled, 10 messages or 0 s, failures one by one");
        assertThat(done("local", "env", "-o", "json")).contains("AWS_ENDPOINT_URL_LAMBDA");
    }

    @Test
    @Order(2)
    void conversationsSentToTheQueueReachTheTablesThroughTheFunction() throws IOException {
        done("writes", "enable", "--yes");
        String session = send();
        Path poison = Files.writeString(folder.resolve("poison.ndjson"), "no json\n");
        done("send", poison.toString(), "--raw");

        untilTablesHaveAll();

        assertThat(done("session", "show", session)).contains(sentEvents + " events");
        until(
                "the poison is in quarantine",
                () -> Files.isDirectory(folder.resolve("state/data/s3")
                        .resolve(SettingKey.LAKE_BUCKET.defaultText())
                        .resolve("quarantine")));
        assertThat(run("local", "logs", "nobody").status()).isEqualTo(5);
        assertThat(run("local", "logs", "../state").status()).isEqualTo(2);
        assertThat(log())
                .contains("START RequestId")
                .contains("REPORT RequestId")
                .contains("\"message\":\"ready\"")
                .contains("\"message\":\"processed\"")
                .contains("\"writes_tables\":true");
    }

    @Test
    @Order(3)
    void theApisUrlAnswersWhoHasATokenAndNobodyElse() throws Exception {
        String url = done(
                        "deploy",
                        "status",
                        "--function",
                        "api",
                        "--zip",
                        zip.toString(),
                        "-o",
                        "json",
                        "--query",
                        "functions[0].url")
                .trim()
                .replace("\"", "");
        String token = done("token", "mint", "--tenant", COFFEE.id(), "-o", "json", "--query", "token")
                .trim()
                .replace("\"", "");

        assertThat(get(url + "health", Optional.empty()).body()).contains("\"status\":\"ok\"");
        assertThat(get(url + "sessions/list", Optional.empty()).statusCode()).isEqualTo(401);
        HttpResponse<String> sessions = get(url + "sessions/list", Optional.of(token));

        assertThat(sessions.statusCode()).as(sessions.body()).isEqualTo(200);
        assertThat(sessions.body()).contains("\"event_count\":" + sentEvents);
    }

    private static HttpResponse<String> get(String url, Optional<String> token)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(60));
        token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    @Order(4)
    void switchedOffTheLakeGoesOnAndABackfillFillsTheGap() throws IOException {
        int before = count(SettingKey.SESSION_EVENTS_TABLE);
        assertThat(done("rollback", "level1", "--yes", "--reason", "a test")).contains("true → false");
        send();
        until("all events in the lake", () -> lake() == sentEvents);
        assertThat(count(SettingKey.SESSION_EVENTS_TABLE)).isEqualTo(before);

        done("rollback", "undo", "--yes");
        done("backfill", "run", "--yes");

        untilTablesHaveAll();
        assertThat(done("backfill", "verify")).contains("say the same");
    }

    @Test
    @Order(5)
    void whatFailedBecauseOfTheTablesIsRepairedFromItsMarker() throws IOException {
        try (DynamoDbClient client =
                DynamoDbClients.create(AwsConnection.local(running().endpoints().dynamodb()))) {
            client.deleteTable(b -> b.tableName(SettingKey.SESSION_SUMMARIES_TABLE.defaultText()));
        }
        String session = send();
        until("all events in the lake", () -> lake() == sentEvents);
        until("they are deferred", () -> DEFERRED.matcher(log()).find());

        done("provision", "apply", "tables", "--yes");
        done("backfill", "deferred", "--yes");
        done("session", "show", session);
        done("backfill", "run", "--yes");

        untilTablesHaveAll();
        assertThat(done("backfill", "verify")).contains("say the same");
    }

    @Test
    @Order(6)
    void afterARestartTheFunctionIsThereAndFindsTheEnginesWhereverTheyAre() throws IOException {
        // The API's function follows the switch that was put on since.
        assertThat(done("deploy", "status", "--function", "api"))
                .contains("variables  to be set: DYNAMODB_WRITE_ENABLED");
        assertThat(push("--yes")).contains("DYNAMODB_WRITE_ENABLED: false → true");
        assertThat(done("deploy", "status", "--function", "api")).contains("variables  complete");
        done("local", "stop");
        done("local", "start", "--port-s3", "" + free(), "--port-dynamodb", "" + free());
        assertThat(run("deploy", "status", "--zip", zip.toString()).out()).contains("ready", "tables     written");
        done("provision", "apply", "--yes");
        long before = lake();

        String session = send();

        until("all events in the lake", () -> lake() == sentEvents);
        assertThat(before).isLessThan(sentEvents);
        until("it is in the tables", () -> run("session", "show", session).status() == 0);
        assertThat(push("--yes")).contains("Nothing to change");
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    @Test
    @Order(7)
    void aKilledStackLeavesNoFunctionBehind() throws Exception {
        Path file =
                Files.write(folder.resolve("events.ndjson"), Messages.sent(COFFEE, "killed", 1, start.plusSeconds(1)));
        done("send", file.toString());
        ProcessHandle process = ProcessHandle.of(running().pid()).orElseThrow();
        until(
                "the function runs",
                () -> process.descendants()
                        .anyMatch(child -> child.info().command().orElse("").endsWith("java")));
        List<ProcessHandle> children = process.descendants().toList();

        process.destroyForcibly();
        process.onExit().get();

        until("no child is left", () -> children.stream().noneMatch(ProcessHandle::isAlive));
    }
}
