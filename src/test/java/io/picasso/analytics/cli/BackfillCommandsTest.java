package io.picasso.analytics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.cli.CommandRun.Result;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.operation.ingest.IngestEnvironment;
import io.picasso.analytics.port.Runs;
import io.picasso.analytics.progress.JournalEntry.Ended;
import io.picasso.analytics.progress.JournalEntry.Outcome;
import io.picasso.analytics.progress.JournalEntry.Started;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.wiring.Backfills;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The backfill as an operator uses it, one command after another. */
class BackfillCommandsTest {
    private static final Tenant COFFEE = IngestEnvironment.TENANTS.get(0);
    private static final Instant THEN =
            Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(9));

    /** The clock of the commands stands still. */
    private static final Instant COMMANDS_NOW = Instant.parse("2025-12-26T10:00:00Z");

    private static final List<String> CREDENTIALS = List.of("aws.accessKeyId", "aws.secretAccessKey");

    private static final String ADDS_UP =
            "runs[0].[events, not_yet_written, sum([written,already_there,repeated,expired,not_yet_written])]";

    @TempDir
    Path folder;

    private final IngestEnvironment environment = IngestEnvironment.create();

    @BeforeEach
    void configure() throws IOException {
        CREDENTIALS.forEach(name -> System.setProperty(name, "local"));
        Files.writeString(folder.resolve("picasso-analytics.yaml"), """
                default_environment: test
                environments:
                  test:
                    endpoints:
                      dynamodb: %s
                      s3: %s
                    tables:
                      session_events: %s
                      session_summaries: %s
                    buckets:
                      lake: %s
                      mappings: %s
                  other:
                    endpoints:
                      dynamodb: %s
                      s3: %s
                """.formatted(
                        text(SettingKey.DYNAMODB_ENDPOINT),
                        text(SettingKey.S3_ENDPOINT),
                        text(SettingKey.SESSION_EVENTS_TABLE),
                        text(SettingKey.SESSION_SUMMARIES_TABLE),
                        text(SettingKey.LAKE_BUCKET),
                        text(SettingKey.MAPPINGS_BUCKET),
                        text(SettingKey.DYNAMODB_ENDPOINT),
                        text(SettingKey.S3_ENDPOINT)));
    }

    @AfterEach
    void close() {
        environment.close();
        CREDENTIALS.forEach(System::clearProperty);
    }

    @Test
    void aPlanSaysWhatARunWillWriteAndTheRunWritesIt() throws IOException {
        file("events.ndjson", events(10, 18));

        Result plan =
                run("backfill", "plan", "events.ndjson", "-o", "json", "--query", "[events,sessions,write_units]");
        assertThat(plan.out().replaceAll("\\s", "")).isEqualTo("[180,10,380.0]");
        assertThat(environment.events()).isEmpty();

        Result run = run("backfill", "run", "events.ndjson", "--yes", "-o", "json", "--query", "[written,write_units]");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out().replaceAll("\\s", "")).isEqualTo("[180,380.0]");
        assertThat(environment.events()).hasSize(180);
    }

    @Test
    void aRunIsNotStartedUnasked() throws IOException {
        file("events.ndjson", events(1, 2));

        Result run = run("backfill", "run", "events.ndjson");

        assertThat(run.status()).isEqualTo(7);
        assertThat(environment.events()).isEmpty();
        assertThat(run("backfill", "status").out()).contains("no backfill run");
    }

    private void twentyEventsAndTwoBrokenLines() throws IOException {
        List<String> lines = events(5, 4);
        lines.add(3, "{\"broken\":");
        lines.add(7, "[]");
        file("events.ndjson", lines);
    }

    @Test
    void tooManyErrorsStopARunThatCanGoOnWithALimitThatFits() throws IOException {
        twentyEventsAndTwoBrokenLines();

        Result stopped = run("backfill", "run", "events.ndjson", "--max-errors", "1", "--yes");
        assertThat(stopped.status()).isEqualTo(7);
        assertThat(stopped.err()).contains("PA-405", "2 of ", "--max-errors 1");
        assertThat(asPrinted(stopped)).startsWith("backfill resume ").contains(" --max-errors ");

        Result resumed = run("backfill", "resume", "--max-errors", "2", "-o", "json", "--query", "[rejected,written]");
        assertThat(resumed.status()).as(resumed.err()).isEqualTo(6);
        assertThat(resumed.out().replaceAll("\\s", "")).isEqualTo("[2,20]");
    }

    @Test
    void aShareOfErrorsIsCountedAlsoInAFileOfAFewLines() throws IOException {
        twentyEventsAndTwoBrokenLines();

        Result plan = run("backfill", "plan", "events.ndjson", "--max-errors", "5%");
        assertThat(plan.status()).isEqualTo(7);
        assertThat(plan.err()).contains("PA-405", "2 of 22 lines");
        Result stopped = run("backfill", "run", "events.ndjson", "--max-errors", "5%", "--yes");
        assertThat(stopped.status()).isEqualTo(7);
        assertThat(stopped.err()).contains("PA-405", "2 of 22 lines", "--max-errors 5%");
        assertThat(environment.events()).isEmpty();

        Result resumed =
                run("backfill", "resume", "--max-errors", "10%", "-o", "json", "--query", "[rejected,written]");
        assertThat(resumed.status()).as(resumed.err()).isEqualTo(6);
        assertThat(resumed.out().replaceAll("\\s", "")).isEqualTo("[2,20]");
        assertThat(run("backfill", "plan", "events.ndjson", "--max-errors", "10%")
                        .status())
                .isEqualTo(6);
    }

    @Test
    void badRecordsSayWhereTheyCameFromAndLoadOnceTheyAreCorrected() throws IOException {
        List<String> lines = events(2, 3);
        String wrong = lines.get(4).replace(COFFEE.hash(), "nobodyknows");
        int offset = String.join("\n", lines.subList(0, 4)).length() + 1;
        lines.set(4, wrong);
        file("events.ndjson", lines);

        Result run = run("backfill", "run", "events.ndjson", "--yes", "-o", "json", "--query", "bad_records");
        assertThat(run.status()).as(run.err()).isEqualTo(6);
        assertThat(environment.events()).hasSize(5);
        Path bad = Path.of(run.out().strip().replace("\"", ""));
        String record = Files.readString(bad);
        assertThat(record)
                .contains("\"reason\":\"unknown_tenant\"", "events.ndjson\"", "\"line\":5", "\"offset\":" + offset);

        Files.writeString(folder.resolve("corrected.ndjson"), record.replace("nobodyknows", COFFEE.hash()));
        Result again = run("backfill", "run", "corrected.ndjson", "--yes");
        assertThat(again.status()).as(again.err()).isZero();
        assertThat(environment.events()).hasSize(6);
    }

    @Test
    void aRunThatWouldCostTooMuchStopsBeforeItDoes() throws IOException {
        file("events.ndjson", events(20, 18));

        // 760 units are 0.000475 dollars.
        Result stopped = run("backfill", "run", "events.ndjson", "--max-cost", "0.00025", "--yes");
        assertThat(stopped.status()).as(stopped.err()).isEqualTo(7);
        assertThat(stopped.err()).contains("PA-406", "of $0.00025 is spent");
        assertThat(environment.events().size()).isLessThan(180);
        String state =
                run("backfill", "status", "-o", "json", "--query", ADDS_UP).out();
        assertThat(state.replaceAll("\\s", ""))
                .startsWith("[360,")
                .endsWith(",360.0]")
                .doesNotContain(",0,360");

        Result resumed = run(asPrinted(stopped).split(" "));
        assertThat(resumed.status()).as(resumed.err()).isZero();
        assertThat(environment.events()).hasSize(360);
        assertThat(run("backfill", "plan", "events.ndjson", "--max-cost", "0.0001")
                        .status())
                .isEqualTo(7);
    }

    @Test
    void expiredHistoryIsCountedAndNotWritten() throws IOException {
        List<String> lines = events(1, 4);
        lines.add(event("sess_old", 1, COMMANDS_NOW.minus(Duration.ofDays(91))));
        file("events.ndjson", lines);

        Result run = run("backfill", "run", "events.ndjson", "--yes", "-o", "json", "--query", "[expired,written]");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out().replaceAll("\\s", "")).isEqualTo("[1,4]");
    }

    @Test
    void aRunIsPausedSpedUpAndLetGoOnFromAnotherTerminal() throws Exception {
        file("events.ndjson", events(30, 18));
        CompletableFuture<Result> running =
                CompletableFuture.supplyAsync(() -> run("backfill", "run", "events.ndjson", "--rate", "150", "--yes"));
        awaitRunning(running);

        Result paused = run("backfill", "pause", "-o", "json", "--query", "runs[0].state");
        assertThat(paused.out().strip()).as(paused.err()).isEqualTo("\"paused\"");
        // What was on its way has arrived after a while; then nothing moves.
        TimeUnit.MILLISECONDS.sleep(600);
        int written = environment.events().size();
        TimeUnit.MILLISECONDS.sleep(600);
        assertThat(environment.events()).hasSize(written);
        assertThat(running).isNotDone();

        assertThat(run("backfill", "rate", "100000").status()).isZero();
        Result goesOn = run("backfill", "continue");
        assertThat(goesOn.status()).as(goesOn.err()).isZero();
        assertThat(running.get(60, TimeUnit.SECONDS).status()).isZero();
        assertThat(environment.events()).hasSize(540);
        assertThat(run("backfill", "pause").status()).isEqualTo(5);
    }

    @Test
    void twoProcessesDoNotWorkOnOneRun() throws Exception {
        file("events.ndjson", events(30, 18));
        CompletableFuture<Result> running =
                CompletableFuture.supplyAsync(() -> run("backfill", "run", "events.ndjson", "--rate", "150", "--yes"));
        awaitRunning(running);

        Result second = run("backfill", "resume");
        assertThat(second.status()).as(second.err()).isEqualTo(7);
        assertThat(second.err()).contains("PA-407");
        run("backfill", "rate", "none");
        assertThat(running.get(60, TimeUnit.SECONDS).status()).isZero();
    }

    @Test
    void whatCannotBeDoneIsSaidWithTheNextStep() throws IOException {
        file("events.ndjson", events(1, 2));
        assertThat(run("backfill", "run", "events.ndjson", "--yes").status()).isZero();

        fails(2, "PA-304", "backfill", "resume");
        fails(5, "PA-301", "backfill", "resume", "no-such-run");
        fails(5, "PA-301", "backfill", "pause", "no-such-run");
        fails(2, "PA-303", "backfill", "run", "nothing.ndjson", "--yes");
        fails(2, "PA-101", "backfill", "run", "events.ndjson", "--rate", "0", "--yes");
        fails(2, "PA-101", "backfill", "run", "events.ndjson", "--rate", "fast", "--yes");
        fails(2, "PA-304", "backfill", "run", "events.ndjson", "--max-errors", "many", "--yes");
        fails(2, "PA-101", "backfill", "run", "events.ndjson", "--max-cost", "-1", "--yes");
        fails(2, "PA-101", "backfill", "run", "--from", "yesterday", "--yes");
        fails(2, "PA-101", "backfill", "run", "--from", "2025-12-02", "--to", "2025-12-01", "--yes");
        fails(2, "PA-101", "backfill", "run", "events.ndjson", "--source", "s3", "--yes");
        fails(2, "PA-101", "backfill", "run", "--source", "file", "--yes");
        fails(2, "PA-101", "backfill", "run", "--source", "tape", "--yes");
        fails(5, "PA-301", "backfill", "run", "--tenant", "TEA002", "--yes");
    }

    @Test
    void aRunBelongsToTheEnvironmentItWasStartedIn() throws IOException {
        List<String> lines = events(1, 2);
        lines.add("[]");
        file("events.ndjson", lines);
        assertThat(run("backfill", "run", "events.ndjson", "--max-errors", "0", "--yes")
                        .status())
                .isEqualTo(7);
        String run = run("backfill", "status", "-o", "json", "--query", "runs[0].run")
                .out()
                .strip()
                .replace("\"", "");

        fails(2, "PA-101", "--env", "other", "backfill", "resume", run);
        fails(5, "PA-301", "--env", "other", "backfill", "resume");
    }

    @Test
    void aTornFileIsReportedWithWhatWasReadOfIt() throws IOException {
        List<String> lines = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            lines.add(event("sess_" + Long.toHexString(random.nextLong()), 1, THEN.plusSeconds(i)));
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        }
        Files.write(folder.resolve("torn.gz"), Arrays.copyOf(packed.toByteArray(), packed.size() / 2));

        Result torn = run(
                "backfill",
                "run",
                "torn.gz",
                "--yes",
                "-o",
                "json",
                "--query",
                "[lines,events,written,not_yet_written]");

        assertThat(torn.status()).as(torn.err()).isNotZero();
        Matcher at = Pattern.compile("torn\\.gz:(\\d+)").matcher(torn.err());
        assertThat(at.find()).as(torn.err()).isTrue();
        long read = Long.parseLong(at.group(1)) - 1;
        assertThat(read).isGreaterThan(100);
        assertThat(torn.out().replaceAll("\\s", "")).isEqualTo("[%d,%d,0,%d]".formatted(read, read, read));
    }

    @Test
    void aRunThatFailedBeforeItReadAnythingIsNotTheOneThatIsResumed() throws IOException {
        List<String> lines = events(3, 3);
        lines.add("[]");
        file("events.ndjson", lines);
        assertThat(run("backfill", "run", "events.ndjson", "--max-errors", "0", "--yes")
                        .status())
                .isEqualTo(7);
        for (String nothing : List.of("/nope", "nothing.ndjson", folder.toString())) {
            assertThat(run("backfill", "run", nothing, "--yes").status())
                    .as(nothing)
                    .isNotZero();
        }
        assertThat(run("backfill", "run", "--tenant", "NOPE", "--yes").status()).isEqualTo(5);
        // As where a query is refused by the engine: the newest by its name.
        try (Runs.OpenRun refused = Backfills.runsIn(folder.resolve("runs")).create("99991231-000000-ffff")) {
            refused.journal().append(new Started("99991231-000000-ffff", THEN, Map.of("environment", "test")));
            refused.journal().append(new Ended(THEN, Outcome.FAILED, "the queries would read too much"));
        }
        assertThat(run("backfill", "status").out()).contains("99991231-000000-ffff");

        Result resumed = run("backfill", "resume", "--max-errors", "1", "-o", "json", "--query", "[rejected,written]");

        assertThat(resumed.out().replaceAll("\\s", "")).as(resumed.err()).isEqualTo("[1,9]");
    }

    @Test
    void aTenantIsNamedByIdOrHash() throws IOException {
        file("events.ndjson", events(2, 3));
        for (String name : List.of(COFFEE.id(), COFFEE.hash())) {
            Result plan = run("backfill", "plan", "events.ndjson", "--tenant", name, "-o", "json", "--query", "events");
            assertThat(plan.out().strip()).as(plan.err()).isEqualTo("6");
        }
        Result run = run(
                "backfill",
                "run",
                "events.ndjson",
                "--tenant",
                COFFEE.hash(),
                "--yes",
                "-o",
                "json",
                "--query",
                "written");
        assertThat(run.out().strip()).as(run.err()).isEqualTo("6");
        Result unknown = run("backfill", "run", "events.ndjson", "--tenant", "NOPE", "--yes");
        assertThat(unknown.status()).isEqualTo(5);
        assertThat(unknown.err()).contains("PA-301", "no tenant has the id or hash 'NOPE'");
    }

    /** The command that the failure names, without the program's name. */
    private static String asPrinted(Result result) {
        Matcher command = Pattern.compile("Go on with: picasso-analytics --env test ([^\n]*)")
                .matcher(result.err());
        assertThat(command.find()).as(result.err()).isTrue();
        return command.group(1).strip();
    }

    private void fails(int status, String code, String... arguments) {
        Result result = run(arguments);
        assertThat(result.status())
                .as(String.join(" ", arguments) + "\n" + result.err())
                .isEqualTo(status);
        assertThat(result.err())
                .as(String.join(" ", arguments))
                .contains(code, "next:")
                .doesNotContain("\tat ");
    }

    private void awaitRunning(CompletableFuture<Result> running) throws InterruptedException {
        while (!running.isDone() && environment.events().isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(running).isNotDone();
    }

    private String text(SettingKey key) {
        return environment.settings().text(key);
    }

    private Result run(String... arguments) {
        return CommandRun.in(folder)
                .variable("PICASSO_JOURNAL_DIR", folder.resolve("runs").toString())
                .with(arguments);
    }

    private void file(String name, List<String> lines) throws IOException {
        Files.write(folder.resolve(name), lines);
    }

    private static List<String> events(int sessions, int each) {
        List<String> lines = new ArrayList<>();
        for (int s = 0; s < sessions; s++) {
            for (int i = 0; i < each; i++) {
                lines.add(event("sess_" + s, i, THEN.plusSeconds(60L * s + i)));
            }
        }
        return lines;
    }

    private static String event(String session, int step, Instant at) {
        return "{\"session_id\":\"" + session + "\",\"tenant_id\":\"" + COFFEE.hash() + "\",\"timestamp\":\""
                + UtcTime.format(at) + "\",\"step_number\":" + step
                + ",\"event\":{\"type\":\"MESSAGE_SENT\",\"payload\":{\"content_preview\":\"Question " + step + "\"}}}";
    }
}
