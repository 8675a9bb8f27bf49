package io.picasso.analytics.benchmark;

import com.sun.management.OperatingSystemMXBean;
import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.adapter.aws.dynamodb.DynamoDbClients;
import io.picasso.analytics.adapter.file.NdjsonFile;
import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.operation.ingest.EventLake;
import io.picasso.analytics.operation.verify.VerifyReport;
import io.picasso.analytics.operation.verify.VerifyRequest;
import io.picasso.analytics.setting.Origin;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Events per second of {@code backfill verify} on ten days of real conversations that agree, loaded by a backfill: on the
 * engine, beside a loop that only scans the table; and on a sink that answers each question after 5 ms, as AWS does,
 * beside a loop that only reads the index.
 */
final class VerifyBenchmark {
    private static final Duration SINK_DELAY = Duration.ofMillis(5);
    private static final int LINES = 1_000;
    private static final int WRITERS = 8;
    private static final String PARTS = "engine,sink";

    private final Wiring wiring;
    private final DynamoDbClient client;
    private final HeapPeak heap = new HeapPeak();
    private final Path folder;

    private VerifyBenchmark(Wiring wiring, Path folder) {
        this.wiring = wiring;
        this.client = DynamoDbClients.create(AwsConnection.local(
                wiring.settings().url(SettingKey.DYNAMODB_ENDPOINT).orElseThrow()));
        this.folder = folder;
    }

    /**
     * Arguments: events on the engine (50,000 unless given), measured rounds (3), events on the sink (1,000,000), parts
     * ({@value #PARTS}).
     */
    public static void main(String[] arguments) throws IOException {
        System.setProperty("http.maxConnections", "128");
        int onEngine = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        int onSink = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1_000_000;
        List<String> parts = List.of((arguments.length > 3 ? arguments[3] : PARTS).split(","));
        Machine.print();
        try (BenchmarkStack stack = BenchmarkStack.start()) {
            if (parts.contains("engine")) {
                VerifyBenchmark engine = new VerifyBenchmark(stack.environment("verify"), stack.folder());
                engine.run("on the engine", onEngine, rounds, "scan of the table alone", engine::scan);
            }
            if (parts.contains("sink")) {
                try (SinkProcess sink = SinkProcess.remembering(SINK_DELAY)) {
                    Wiring made = stack.environment("verify-sink");
                    VerifyBenchmark remembered = new VerifyBenchmark(
                            new Wiring(
                                    made.settings()
                                            .with(
                                                    SettingKey.DYNAMODB_ENDPOINT,
                                                    sink.endpoint().toString(),
                                                    Origin.DEFAULT),
                                    made.clock()),
                            stack.folder());
                    double rate = remembered.run(
                            "on the sink", onSink, rounds, "reading the index alone", remembered::readIndex);
                    System.out.println("\nTargets\n  "
                            + new Target(
                                    "sink: verify of 1,000,000 events <= 60 s",
                                    String.format("%.1f s", 1e6 / rate),
                                    rate >= 1e6 / 60));
                }
            }
            Machine.printLoad();
        }
    }

    /** Events a second, the median of the rounds. */
    private double run(String where, int wanted, int rounds, String otherSide, LongSupplier other) throws IOException {
        long start = System.nanoTime();
        int events = load(wanted);
        System.out.printf(
                "%n%s: %,d events of %d days, %,d lines an object; loaded in %.0f s%n%n",
                where, events, History.SPAN.toDays(), LINES, (System.nanoTime() - start) / 1e9);
        Figures verify = new Figures();
        Figures beside = new Figures();
        Figures verifyProcessor = new Figures();
        Figures besideProcessor = new Figures();
        heap.reset();
        for (int round = 0; round < rounds; round++) {
            verify.add(events / seconds(verifyProcessor, () -> check(verify(), events)));
            beside.add(events / seconds(besideProcessor, () -> check(other.getAsLong(), events)));
        }
        System.out.printf(
                "%-28s %12s %12s %12s %14s %22s%n",
                "", "median", "min", "max", "for 1 million", "computed here for it");
        print("backfill verify", verify, verifyProcessor.median() / events);
        print(otherSide, beside, besideProcessor.median() / events);
        System.out.printf(
                "%nverify takes %s of that; it reads lake, index, summaries and anchors. Heap: %d MB at most, garbage"
                        + " included; %d MB after a collection, of %d MB%n",
                Figures.times(beside.median() / verify.median()),
                heap.mostMegabytes(),
                heap.keptMegabytes(),
                Runtime.getRuntime().maxMemory() >> 20);
        return verify.median();
    }

    private static void print(String side, Figures figures, double processor) {
        System.out.printf(
                "%-28s %12s %12s %12s %12.1f s %20.1f s%n",
                side,
                Figures.rate(figures.median()),
                Figures.rate(figures.min()),
                Figures.rate(figures.max()),
                1e6 / figures.median(),
                1e6 * processor);
    }

    /** The seconds a piece of work takes; what this process computes for it is added to the processor time of the side. */
    private static double seconds(Figures processor, Runnable work) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long computed = system.getProcessCpuTime();
        long start = System.nanoTime();
        work.run();
        processor.add((system.getProcessCpuTime() - computed) / 1e9);
        return (System.nanoTime() - start) / 1e9;
    }

    private static void check(long found, long expected) {
        if (found != expected) {
            throw new IllegalStateException(found + " events, not " + expected);
        }
    }

    /** A figure counts only when everything was compared and agreed. */
    private long verify() {
        VerifyReport report = wiring.ingestion()
                .verify(() -> false, events -> {})
                .run(
                        new VerifyRequest(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                VerifyRequest.SETTLE,
                                VerifyRequest.PAUSE),
                        List.of(Conversations.TENANT));
        if (!report.agrees() || report.totals().lakeEvents() != report.totals().tableEvents()) {
            throw new IllegalStateException(report.totals() + " " + report.counts() + " "
                    + report.differences().stream().limit(3).toList());
        }
        return report.totals().lakeEvents();
    }

    private long scan() {
        return client.scanPaginator(b -> b.tableName(wiring.settings().text(SettingKey.SESSION_EVENTS_TABLE))).stream()
                .mapToLong(page -> page.items().size())
                .sum();
    }

    /** The index page by page, as verify reads it, and nothing else. */
    private long readIndex() {
        long rows = 0;
        var all = wiring.sessionRows().events(Conversations.TENANT.hash(), UtcTime.MIN, UtcTime.MAX, 0);
        for (; all.hasNext(); all.next()) {
            rows++;
        }
        return rows;
    }

    /** Writes the lake, and has a backfill write the tables. */
    private int load(int wanted) throws IOException {
        History history = History.write(folder.resolve("verify.ndjson.gz"), wanted, "v");
        EventLake lake = new EventLake(wiring.lake(), "local");
        try (NdjsonFile lines =
                NdjsonFile.open(history.file().toString(), Path.of("/"), InputStream.nullInputStream())) {
            List<Event> some = new ArrayList<>();
            while (lines.hasNext()) {
                some.add(ReadEvents.of(lines.next()));
                if (some.size() == LINES || !lines.hasNext()) {
                    some.stream()
                            .collect(Collectors.groupingBy(event -> UtcTime.day(event.occurredAt())))
                            .values()
                            .forEach(lake::write);
                    some.clear();
                }
            }
        }
        new BackfillSide(folder.resolve(wiring.settings().text(SettingKey.LAKE_BUCKET)))
                .run(wiring, BackfillSide.file(history.file(), WRITERS), history.events(), true);
        Files.delete(history.file());
        return (int) history.events();
    }
}
