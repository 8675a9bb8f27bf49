package io.picasso.analytics.benchmark;

import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.adapter.aws.dynamodb.DynamoDbClients;
import io.picasso.analytics.adapter.file.NdjsonFile;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.operation.ingest.BatchResult;
import io.picasso.analytics.operation.ingest.QueueProcessor;
import io.picasso.analytics.operation.ingest.QueueRequest;
import io.picasso.analytics.port.SessionStore.SummaryRange;
import io.picasso.analytics.port.SourceLine;
import io.picasso.analytics.sample.SampleEvent;
import io.picasso.analytics.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Events per second of {@code process file} and {@code process sqs}, the lake included, beside the plan's pattern, which
 * writes the tables only. All on the same engine in the same run, by turns.
 */
final class IngestBenchmark {
    private static final int SESSIONS = 120;
    private static final int ROUNDS = 5;
    private static final List<Integer> WORKERS = List.of(1, 2, 4);

    private final BenchmarkStack stack;
    private final DynamoDbClient client;
    private final int sessions;
    private final Map<String, Figures> rates = new LinkedHashMap<>();

    private IngestBenchmark(BenchmarkStack stack, int sessions) {
        this.stack = stack;
        this.client =
                DynamoDbClients.create(AwsConnection.local(stack.endpoints().dynamodb()));
        this.sessions = sessions;
    }

    /** Arguments: sessions in each round (120 unless given), measured rounds (5). */
    public static void main(String[] arguments) throws IOException {
        int sessions = arguments.length > 0 ? Integer.parseInt(arguments[0]) : SESSIONS;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : ROUNDS;
        Machine.print();
        try (BenchmarkStack stack = BenchmarkStack.start()) {
            new IngestBenchmark(stack, sessions).run(rounds);
        }
    }

    private void run(int rounds) throws IOException {
        System.out.println("Input     " + sessions + " real conversations a round, "
                + Conversations.interleaved(Conversations.sessions(sessions, "count"))
                        .size()
                + " events, in the order of the clock; rounds by turns after two to warm up\n");
        for (int round = -2; round < rounds; round++) {
            if (round == 0) {
                rates.clear();
            }
            round("r" + (round + 2));
        }
        print();
    }

    /** Each side in tables of its own, made anew for each round, so that no round meets a fuller table than another. */
    private void round(String name) throws IOException {
        List<SampleEvent> events = Conversations.interleaved(Conversations.sessions(sessions, name));
        measure("plan's pattern, tables only", events.size(), plan(name, events));
        measure("process file", events.size(), file(name, events));
        for (int workers : WORKERS) {
            measure(
                    "process sqs, " + workers + " workers",
                    events.size(),
                    queue(name + "-" + workers, events, workers));
        }
    }

    private void measure(String side, int events, Duration time) {
        rates.computeIfAbsent(side, s -> new Figures()).add(events / (time.toNanos() / 1e9));
    }

    private Duration plan(String name, List<SampleEvent> samples) {
        Wiring wiring = stack.environment(name + "-plan");
        var events = samples.stream().map(ReadEvents::of).toList();
        PlansPattern pattern = new PlansPattern(client, wiring.settings());
        long start = System.nanoTime();
        pattern.write(events, new HashMap<>());
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private Duration file(String name, List<SampleEvent> samples) throws IOException {
        Wiring wiring = stack.environment(name + "-file");
        Path file = Files.createTempFile("events", ".ndjson");
        Files.write(file, samples.stream().map(SampleEvent::text).toList());
        AtomicInteger accepted = new AtomicInteger();
        long start = System.nanoTime();
        try (NdjsonFile lines = NdjsonFile.open(file.toString(), Path.of("/"), InputStream.nullInputStream())) {
            wiring.ingestion()
                    .fileProcessor(() -> false, (read, result) -> accepted.addAndGet(complete(result)))
                    .run(lines);
        }
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        Files.delete(file);
        return checked(wiring, time, accepted.get(), samples.size());
    }

    private Duration queue(String name, List<SampleEvent> samples, int workers) {
        Wiring wiring = stack.environment(name + "-sqs");
        var lines = IntStream.range(0, samples.size())
                .mapToObj(i ->
                        new SourceLine("input", i + 1L, 0, samples.get(i).text().getBytes(StandardCharsets.UTF_8)))
                .iterator();
        wiring.ingestion().sender().send(lines, 1);
        AtomicInteger accepted = new AtomicInteger();
        QueueProcessor processor = wiring.ingestion().queueProcessor(() -> false, new Listener(accepted));
        long start = System.nanoTime();
        // Ends at the last message, without the wait for another one.
        processor.run(new QueueRequest(QueueRequest.Until.EMPTY, samples.size(), workers));
        return checked(wiring, Duration.ofNanos(System.nanoTime() - start), accepted.get(), samples.size());
    }

    private record Listener(AtomicInteger accepted) implements QueueProcessor.Listener {
        @Override
        public void processed(int messages, BatchResult result) {
            accepted.addAndGet(complete(result));
        }

        @Override
        public void waiting(Failure why, Duration pause) {
            throw why;
        }
    }

    private static int complete(BatchResult result) {
        if (result.deferred() > 0 || !result.failed().isEmpty() || result.rejectedTotal() > 0) {
            throw new IllegalStateException(
                    "not a clean batch: " + result, result.firstFailure().orElse(null));
        }
        return result.accepted();
    }

    /** A figure counts only when every event is in the lake and counted in the summaries. */
    private static Duration checked(Wiring wiring, Duration time, int accepted, int expected) {
        long counted = wiring
                .sessionStore()
                .summaries(
                        new SummaryRange(Conversations.TENANT.hash(), Instant.EPOCH, UtcTime.MAX, Optional.empty()),
                        Integer.MAX_VALUE)
                .summaries()
                .stream()
                .mapToLong(stored -> stored.summary().counters().events())
                .sum();
        if (accepted != expected || counted != expected) {
            throw new IllegalStateException(accepted + " accepted and " + counted + " counted of " + expected);
        }
        return time;
    }

    private void print() {
        double plan = rates.values().iterator().next().median();
        System.out.printf("%-30s %12s %12s %12s %10s%n", "", "median", "min", "max", "to plan's");
        rates.forEach((side, figures) -> System.out.printf(
                "%-30s %12s %12s %12s %10s%n",
                side,
                Figures.rate(figures.median()),
                Figures.rate(figures.min()),
                Figures.rate(figures.max()),
                Figures.times(figures.median() / plan)));
        System.out.println("\nRounds, in events/s:");
        rates.forEach((side, figures) -> System.out.printf("%-30s %s%n", side, figures.list()));
    }
}
