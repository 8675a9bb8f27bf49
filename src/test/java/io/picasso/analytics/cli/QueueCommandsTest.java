package io.picasso.analytics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.cli.CommandRun.Result;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.local.FaultyEndpoint;
import io.picasso.analytics.operation.ingest.IngestEnvironment;
import io.picasso.analytics.operation.ingest.Messages;
import io.picasso.analytics.setting.SettingKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The queue commands, whole, against the engines. */
@ExtendWith(EngineCredentials.class)
class QueueCommandsTest {
    private static final Tenant COFFEE = IngestEnvironment.TENANTS.get(0);
    private static final Tenant STRANGER = IngestEnvironment.tenant("NOBODY9");
    private static final String TEXT = "My number is 555-123-4567";

    private final IngestEnvironment engines = IngestEnvironment.create(Map.of());

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        engines.close();
    }

    private String name(SettingKey key) {
        return engines.settings().text(key);
    }

    private void fill(SettingKey queue, List<String> bodies) {
        try (SqsClient sqs = engines.resources().sqs()) {
            String url = sqs.getQueueUrl(get -> get.queueName(name(queue))).queueUrl();
            bodies.forEach(body -> sqs.sendMessage(send -> send.queueUrl(url).messageBody(body)));
        }
    }

    private Result run(String... arguments) {
        return command().with(arguments);
    }

    /** A command line in an environment "test", which stands in a file as an operator would write it. */
    private CommandRun command() {
        StringBuilder file = new StringBuilder("environments:\n  test:\n");
        for (SettingKey key : SettingKey.values()) {
            if (!name(key).equals(key.defaultText())) {
                file.append("    ")
                        .append(key.key())
                        .append(": ")
                        .append(name(key))
                        .append('\n');
            }
        }
        try {
            Files.writeString(folder.resolve("picasso-analytics.yaml"), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return CommandRun.in(folder).variable("PICASSO_ENV", "test").at(Clock.systemUTC());
    }

    private static void failed(Result result, int status, String... texts) {
        assertThat(result.status()).as(result.err()).isEqualTo(status);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains(texts).doesNotContain("\tat ");
    }

    /** The answer without what is another each time. */
    private String shape(Result result) {
        assertThat(result.status()).as(result.err()).isZero();
        return result.out()
                .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID")
                .replaceAll("\"20\\d\\d-[0-9T:.-]*Z\"", "\"TIME\"")
                .replaceAll("age_seconds\": \\d+", "age_seconds\": 0")
                .replaceAll("-p\\d+\"", "\"")
                .replace(folder.toString(), "FOLDER");
    }

    private static String message(Tenant tenant, String session, String text) {
        return Messages.event(tenant, session, 3, "MESSAGE_SENT", Instant.parse("2025-12-26T09:00:00Z"))
                .replace("MESSAGE_SENT 3", text);
    }

    @Test
    void theShapesOfTheAnswersInJsonArePublished() {
        fill(SettingKey.DEAD_LETTER_QUEUE, List.of(message(STRANGER, "sess_strange", TEXT)));
        fill(SettingKey.QUEUE, List.of(message(COFFEE, "sess_live", TEXT)));

        Golden.matches("queue-status.json", shape(run("queue", "status", "-o", "json")));
        Golden.matches("queue-peek.json", shape(run("queue", "peek", "--body", "-o", "json")));
        Golden.matches("queue-redrive-dry-run.json", shape(run("queue", "redrive", "--dry-run", "-o", "json")));
        Golden.matches("queue-purge-dry-run.json", shape(run("queue", "purge", "events", "--dry-run", "-o", "json")));
        Golden.matches("queue-redrive.json", shape(run("queue", "redrive", "--yes", "-o", "json")));
        Golden.matches("queue-purge.json", shape(run("queue", "purge", "events", "--discard", "--yes", "-o", "json")));
    }

    @Test
    void everyFormOfOutputPrintsTheRows() {
        fill(SettingKey.DEAD_LETTER_QUEUE, Messages.sent(COFFEE, "rows", 3, Instant.now()));

        assertThat(run("queue", "status", "-o", "ndjson").out().lines())
                .hasSize(4)
                .allMatch(l -> l.startsWith("{"));
        assertThat(run("queue", "status", "-o", "csv").out())
                .startsWith("queue,name,status,waiting,in_flight,delayed,oldest_sent_at,");
        assertThat(run("queue", "peek", "-o", "ndjson").out().lines()).hasSize(3);
        assertThat(run("queue", "peek", "-o", "yaml").out()).containsPattern("receive_count: \\d");
        assertThat(run("queue", "redrive", "--dry-run", "-o", "csv").out().lines())
                .hasSize(4)
                .anyMatch(line -> line.contains("would_be_sent"));
        assertThat(run("queue", "status", "--query", "queues[?queue=='dead-letters'].waiting | [0]", "-o", "json")
                        .out())
                .isEqualTo("3\n");
    }

    @Test
    void statusNamesDepthAndAgeAndWhatIsNotKnown() {
        fill(SettingKey.DEAD_LETTER_QUEUE, Messages.sent(COFFEE, "dead", 12, Instant.now()));
        fill(SettingKey.QUEUE, Messages.sent(COFFEE, "live", 2, Instant.now()));

        Result result = run("queue", "status");

        assertThat(result.status()).isZero();
        assertThat(result.out())
                .containsPattern("events +" + name(SettingKey.QUEUE) + " +2 +0 +0 +unknown")
                .containsPattern("dead-letters +" + name(SettingKey.DEAD_LETTER_QUEUE) + " +12 +0 +0 +at least ")
                .contains("oldest of 10 messages looked at and handed back")
                .contains("--spend-attempts does it");
        assertThat(run("queue", "status", "dead-letters", "--sample", "100").out())
                .contains(", all there are");
        assertThat(engines.deadLetters()).isEqualTo(12);
    }

    @Test
    void aQueueThatIsNotThereEndsWithFive() {
        try (SqsClient sqs = engines.resources().sqs()) {
            String url = sqs.getQueueUrl(get -> get.queueName(name(SettingKey.DEAD_LETTER_QUEUE)))
                    .queueUrl();
            sqs.deleteQueue(delete -> delete.queueUrl(url));
        }

        Result status = run("queue", "status");
        assertThat(status.status()).isEqualTo(5);
        assertThat(status.out()).contains("missing", "provision apply queue");
        assertThat(run("queue", "status", "events").status()).isZero();
        failed(run("queue", "peek"), 5, "PA-201", name(SettingKey.DEAD_LETTER_QUEUE));
        failed(run("queue", "redrive", "--yes"), 5, "PA-201");
        failed(run("queue", "purge", "dead-letters", "--dry-run"), 5, "PA-201");
    }

    @Test
    void aServiceThatDoesNotAnswerEndsWithEight() {
        for (String line : List.of("status", "peek", "redrive --yes", "purge events --discard --yes")) {
            String[] words = ("queue " + line + " --set endpoints.sqs=http://127.0.0.1:1").split(" ");
            failed(run(words), 8, "PA-501");
        }
    }

    @Test
    void aMissingPermissionEndsWithNineAndTellsWhatWasDoneBefore() throws Exception {
        fill(SettingKey.DEAD_LETTER_QUEUE, Messages.sent(COFFEE, "denied", 3, Instant.now()));
        try (FaultyEndpoint proxy = new FaultyEndpoint(
                engines.settings().url(SettingKey.SQS_ENDPOINT).orElseThrow())) {
            String endpoint = "endpoints.sqs=" + proxy.uri();
            deny(proxy, "SendMessageBatch");
            Result redrive = run("queue", "redrive", "--yes", "--set", endpoint);
            assertThat(redrive.status()).isEqualTo(9);
            assertThat(redrive.out()).contains("0 sent", "0 deleted", "3 not sent", "PA-503");

            deny(proxy, "DeleteMessageBatch");
            Result purge = run("queue", "purge", "dead-letters", "--discard", "--yes", "--set", endpoint);
            assertThat(purge.status()).isEqualTo(9);
            assertThat(purge.out()).contains("0 deleted", "3 not deleted", "PA-503");

            deny(proxy, "ReceiveMessage");
            failed(run("queue", "peek", "--set", endpoint), 9, "PA-503");
            deny(proxy, "GetQueueAttributes");
            failed(run("queue", "status", "--set", endpoint), 9, "PA-503");
        }
        assertThat(engines.deadLetters()).isEqualTo(3);
        assertThat(engines.messages()).isZero();
    }

    private static void deny(FaultyEndpoint proxy, String operation) {
        proxy.set(request -> request.operation().equals(operation)
                ? Optional.of(FaultyEndpoint.Answer.json(
                        403, "{\"__type\":\"com.amazonaws.sqs#AccessDeniedException\",\"message\":\"a test\"}"))
                : Optional.empty());
    }

    @Test
    void peekShowsNoTextUnaskedAndThenWithoutPersonalData() {
        fill(SettingKey.DEAD_LETTER_QUEUE, List.of(message(COFFEE, "sess_private", TEXT)));

        Result plain = run("queue", "peek");
        assertThat(plain.out())
                .contains("1 MESSAGE_SENT of session sess_private, tenant COFFEE001", "acceptable", "received 1 time")
                .doesNotContain("My number");
        assertThat(run("queue", "peek", "--body").out())
                .contains("My number is [PHONE]")
                .doesNotContain("555-123");
        assertThat(run("queue", "peek", "--body", "--unredacted").out()).contains(TEXT);
        failed(run("queue", "peek", "--unredacted"), 2, "PA-101");
    }

    @Test
    void peekAtAQueueThatCountsDeliveriesIsRefusedUntilThatIsAgreedTo() {
        fill(SettingKey.QUEUE, List.of(message(COFFEE, "sess_live", TEXT)));

        failed(run("queue", "peek", "events"), 7, "PA-401", "one of its 3 attempts", "--spend-attempts");
        assertThat(run("queue", "peek", "events", "--spend-attempts").out())
                .contains("received 1 time, 2 left")
                .contains("Each message looked at has one attempt less now.");
        run("queue", "peek", "events", "--spend-attempts");
        assertThat(run("queue", "peek", "events", "--spend-attempts").out())
                .contains("1 message had the last attempt", name(SettingKey.DEAD_LETTER_QUEUE), "queue redrive");
    }

    @Test
    void redriveAsksAndCountsExactly() {
        fill(
                SettingKey.DEAD_LETTER_QUEUE,
                Stream.concat(
                                Messages.sent(COFFEE, "good", 4, Instant.now()).stream(),
                                Stream.of(message(STRANGER, "strange", TEXT), "no json"))
                        .toList());

        failed(run("queue", "redrive"), 7, "PA-401", "about 6 messages", "--yes");
        assertThat(command().typed("n\n").with("queue", "redrive").status()).isEqualTo(7);
        assertThat(engines.deadLetters()).isEqualTo(6);
        assertThat(run("queue", "redrive", "--dry-run").out())
                .contains("6 would be sent", "4 acceptable", "1 unknown_tenant", "1 malformed_json");
        assertThat(command()
                        .typed("y\n")
                        .with("queue", "redrive", "--reason", "acceptable")
                        .out())
                .contains("6 looked at", "4 sent", "4 deleted");
        assertThat(engines.messages()).isEqualTo(4);
        assertThat(engines.deadLetters()).isEqualTo(2);
        assertThat(run("queue", "redrive", "--yes").out())
                .as("what this run held itself is in nobody's hands")
                .contains("2 sent")
                .doesNotContain("in flight");
    }

    @Test
    void whatSomebodyElseHoldsIsNotTakenForNothing() {
        fill(SettingKey.DEAD_LETTER_QUEUE, Messages.sent(COFFEE, "held", 3, Instant.now()));
        try (SqsClient held = engines.resources().sqs()) {
            String url = held.getQueueUrl(b -> b.queueName(name(SettingKey.DEAD_LETTER_QUEUE)))
                    .queueUrl();
            held.receiveMessage(b -> b.queueUrl(url).maxNumberOfMessages(10).visibilityTimeout(60));
        }

        Result redrive = run("queue", "redrive", "--yes");

        assertThat(redrive.out()).contains("0 looked at", "3 in flight", "visibility timeout");
        failed(run("queue", "redrive"), 7, "PA-401", "About 3 more are in flight");
    }

    @Test
    void whatWasRedrivenIsProcessedAsOfTheTimeItFirstReachedUs() throws Exception {
        String untimed = Messages.event(COFFEE, "sess_untimed", 1, "CHAT_OPENED", Instant.now())
                .replaceAll("\"timestamp\":\"[^\"]*\",", "");
        fill(SettingKey.DEAD_LETTER_QUEUE, List.of(untimed));
        String sentAt = run("queue", "peek", "--query", "messages[0].sent_at", "-o", "json")
                .out();
        Thread.sleep(50);

        assertThat(run("queue", "redrive", "--yes").status()).isZero();
        Result processed = run("process", "sqs", "--once", "--set", "dynamodb_write_enabled=true");

        assertThat(processed.status()).as(processed.err()).isZero();
        assertThat(engines.events().values())
                .singleElement()
                .satisfies(item ->
                        assertThat("\"" + item.get("timestamp").s() + "\"\n").isEqualTo(sentAt));
    }

    @Test
    void idsThatAreNotSeenEndWithFive() {
        fill(SettingKey.DEAD_LETTER_QUEUE, List.of("a"));
        String none = "00000000-0000-0000-0000-000000000000";

        Result redrive = run("queue", "redrive", "--id", none, "--yes");
        assertThat(redrive.status()).isEqualTo(5);
        assertThat(redrive.out()).contains("1 looked at", "0 sent", "not seen  " + none);
        assertThat(run("queue", "peek", "--id", none).status()).isEqualTo(5);
        assertThat(engines.deadLetters()).isEqualTo(1);
    }

    @Test
    void purgeHasToBeToldWhatBecomesOfTheMessagesAndWhichQueueIsMeant() throws Exception {
        fill(SettingKey.DEAD_LETTER_QUEUE, Messages.sent(COFFEE, "sess_saved", 3, Instant.now()));
        String queue = name(SettingKey.DEAD_LETTER_QUEUE);

        failed(run("queue", "purge"), 2, "PA-101");
        failed(run("queue", "purge", "everything", "--discard", "--yes"), 2, "dead-letters");
        failed(run("queue", "purge", "dead-letters", "--yes"), 2, "--save FILE", "--discard");
        failed(run("queue", "purge", "dead-letters", "--discard"), 7, "PA-401", queue);
        assertThat(command()
                        .typed("dead-letters\n")
                        .with("queue", "purge", "dead-letters", "--discard")
                        .status())
                .isEqualTo(7);
        Files.writeString(folder.resolve("there.ndjson"), "mine");
        failed(run("queue", "purge", "dead-letters", "--save", "there.ndjson", "--yes"), 2, "PA-305", "there.ndjson");
        failed(run("queue", "purge", "dead-letters", "--save", "no/folder", "--yes"), 2, "PA-305");
        assertThat(run("queue", "purge", "dead-letters", "--dry-run").out()).contains("3 would be deleted");
        assertThat(engines.deadLetters()).isEqualTo(3);

        Result purged = command().typed(queue + "\n").with("queue", "purge", "dead-letters", "--save", "saved.ndjson");

        assertThat(purged.status()).as(purged.err()).isZero();
        assertThat(purged.err()).contains("will delete the about 3 messages", "saved to saved.ndjson", "in flight");
        assertThat(purged.out()).contains("3 deleted", "3 saved", "process file");
        assertThat(engines.deadLetters()).isZero();
        Path saved = folder.resolve("saved.ndjson");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(saved)))
                .isEqualTo("rw-------");
        assertThat(run("process", "file", "saved.ndjson", "--set", "dynamodb_write_enabled=true")
                        .status())
                .isZero();
        assertThat(engines.events()).hasSize(3);
        assertThat(run("send", "saved.ndjson").out()).contains("3 messages");
        assertThat(engines.messages()).isEqualTo(3);
        assertThat(run("process", "sqs", "--set", "dynamodb_write_enabled=true").status())
                .isZero();
        assertThat(engines.events()).hasSize(3);
    }

    @Test
    void aProtectedEnvironmentWantsTheQueuesNameInTheCommandToo() {
        fill(SettingKey.DEAD_LETTER_QUEUE, List.of("a"));
        String queue = name(SettingKey.DEAD_LETTER_QUEUE);
        CommandRun guarded = command().variable("PICASSO_PROTECTED", "true");

        failed(
                guarded.with("queue", "purge", "dead-letters", "--discard", "--yes"),
                7,
                "PA-401",
                "--yes --confirm " + queue);
        failed(guarded.with("queue", "purge", "dead-letters", "--discard", "--yes", "--confirm", "other"), 7, "other");
        assertThat(engines.deadLetters()).isEqualTo(1);
        assertThat(guarded.with("queue", "purge", "dead-letters", "--discard", "--yes", "--confirm", queue)
                        .status())
                .isZero();
        assertThat(engines.deadLetters()).isZero();
    }

    @Test
    void messagesInFlightAreNamedAndLeftAlone() {
        fill(SettingKey.QUEUE, Messages.sent(COFFEE, "busy", 4, Instant.now()));
        int held = engines.wiring().queue().receive(2, Duration.ofSeconds(1)).size();

        Result purged = run("queue", "purge", "events", "--discard", "--yes");

        assertThat(purged.out()).contains(held + " in flight", (4 - held) + " deleted");
        assertThat(engines.messages()).isEqualTo(held);
    }

    @Test
    void withoutARedrivePolicyTheEventQueueIsLookedAtFreely() {
        try (SqsClient sqs = engines.resources().sqs()) {
            String url = sqs.getQueueUrl(get -> get.queueName(name(SettingKey.QUEUE)))
                    .queueUrl();
            sqs.deleteQueue(delete -> delete.queueUrl(url));
            sqs.createQueue(create -> create.queueName(name(SettingKey.QUEUE)));
        }
        fill(SettingKey.QUEUE, List.of("a"));

        assertThat(run("queue", "peek", "events").status()).isZero();
        assertThat(run("queue", "status", "-o", "json", "--query", "queues[0].[max_receive_count,sampled]")
                        .out())
                .isEqualToIgnoringWhitespace("[null,1]");
    }

    @Test
    void wrongUsageEndsWithTwo() {
        for (String wrong : List.of(
                "peek nowhere",
                "peek --limit 0",
                "peek --limit 1001",
                "peek --reason because",
                "peek --older-than yesterday",
                "redrive events --yes",
                "redrive --limit 0 --yes",
                "status --sample 1001",
                "status nowhere",
                "purge events --save a --discard --yes")) {
            failed(run(("queue " + wrong).split(" ")), 2, "error PA-101");
        }
    }
}
