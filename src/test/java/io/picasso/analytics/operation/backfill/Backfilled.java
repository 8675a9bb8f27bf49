package io.picasso.analytics.operation.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.adapter.aws.dynamodb.DynamoDb;
import io.picasso.analytics.adapter.json.JacksonParser;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.operation.ingest.BatchResult;
import io.picasso.analytics.operation.ingest.IngestEnvironment;
import io.picasso.analytics.operation.ingest.QueueProcessor;
import io.picasso.analytics.operation.ingest.QueueRequest;
import io.picasso.analytics.operation.ingest.QueueRequest.Until;
import io.picasso.analytics.port.SessionStore;
import io.picasso.analytics.port.WritePace;
import io.picasso.analytics.progress.ErrorBudget;
import io.picasso.analytics.progress.JournalEntry.Outcome;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.wiring.Backfills;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;

/** An environment with tables to be filled, and ways to fill them. */
final class Backfilled implements AutoCloseable {
    private static final int WRITERS = 4;
    private static final AtomicInteger RUNS = new AtomicInteger();

    final IngestEnvironment environment;
    final Path folder;
    private final DynamoDb dynamoDb;

    private Backfilled(IngestEnvironment environment, Path folder) {
        this.environment = environment;
        this.folder = folder;
        this.dynamoDb = new DynamoDb(AwsConnection.local(
                environment.settings().url(SettingKey.DYNAMODB_ENDPOINT).orElseThrow()));
    }

    /** An environment with empty tables and a lake of its own. */
    static Backfilled in(Path folder) {
        return new Backfilled(IngestEnvironment.create(), folder);
    }

    /** An environment with empty tables that reads the lake of another. */
    static Backfilled fromLakeOf(IngestEnvironment other, Path folder) {
        return new Backfilled(
                IngestEnvironment.create(
                        Map.of(SettingKey.LAKE_BUCKET, other.settings().text(SettingKey.LAKE_BUCKET))),
                folder);
    }

    static RunRequest lake(int heldEvents) {
        return request(RunRequest.Source.S3, List.of(), heldEvents);
    }

    static RunRequest file(Path file, int heldEvents) {
        return request(RunRequest.Source.FILE, List.of(file.toString()), heldEvents);
    }

    static RunRequest files(List<String> files, int heldEvents) {
        return request(RunRequest.Source.FILE, files, heldEvents);
    }

    private static RunRequest request(RunRequest.Source source, List<String> files, int heldEvents) {
        return new RunRequest(
                source,
                files,
                Selection.ALL,
                OptionalDouble.empty(),
                ErrorBudget.UNLIMITED,
                OptionalDouble.empty(),
                WRITERS,
                heldEvents);
    }

    static String newRun() {
        return "run-" + RUNS.incrementAndGet();
    }

    Backfills backfills() {
        return environment.wiring().backfills(folder.resolve("runs"), folder);
    }

    /** The session tables, written at a pace. */
    SessionStore store(WritePace pace) {
        var settings = environment.settings();
        return dynamoDb.sessionStore(
                settings.text(SettingKey.SESSION_EVENTS_TABLE),
                settings.text(SettingKey.SESSION_SUMMARIES_TABLE),
                environment.wiring().retention(),
                new JacksonParser(),
                pace);
    }

    /** A whole run; it completes. */
    RunReport run(RunRequest request) {
        RunReport report = backfills().backfill().start(newRun(), request, () -> false, status -> {});
        assertThat(report.outcome()).as(() -> report.toString()).isEqualTo(Outcome.COMPLETE);
        return report;
    }

    /** Messages through the queue and the processor; in two halves, so that repeats are received at different times. */
    void live(List<String> texts) {
        var ingestion = environment.wiring().ingestion();
        for (List<String> half :
                List.of(texts.subList(0, texts.size() / 2), texts.subList(texts.size() / 2, texts.size()))) {
            ingestion.sender().send(IngestEnvironment.lines(half).iterator(), 25);
            List<BatchResult> results = java.util.Collections.synchronizedList(new ArrayList<>());
            ingestion
                    .queueProcessor(() -> false, new QueueProcessor.Listener() {
                        @Override
                        public void processed(int inputs, BatchResult result) {
                            results.add(result);
                        }

                        @Override
                        public void waiting(Failure failure, Duration pause) {
                            throw failure;
                        }
                    })
                    .run(new QueueRequest(Until.EMPTY, Long.MAX_VALUE, 2));
            results.forEach(result -> assertThat(result.failures()).isEmpty());
        }
    }

    Path file(String name, List<String> lines) {
        try {
            return Files.write(folder.resolve(name), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Tables tables() {
        return Tables.of(environment);
    }

    @Override
    public void close() {
        environment.close();
    }
}
