package io.picasso.analytics.benchmark;

import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.adapter.aws.dynamodb.DynamoDbClients;
import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.EventFactory;
import io.picasso.analytics.event.Redaction;
import io.picasso.analytics.operation.ingest.BatchProcessor;
import io.picasso.analytics.operation.ingest.BatchResult;
import io.picasso.analytics.operation.ingest.CachedTenants;
import io.picasso.analytics.operation.ingest.DeferredMarkers;
import io.picasso.analytics.operation.ingest.EventLake;
import io.picasso.analytics.operation.ingest.InboundMessage;
import io.picasso.analytics.operation.ingest.MessageReader;
import io.picasso.analytics.operation.ingest.Quarantine;
import io.picasso.analytics.operation.ingest.SessionTables;
import io.picasso.analytics.sample.SampleEvent;
import io.picasso.analytics.setting.Origin;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.setting.Settings;
import io.picasso.analytics.wiring.Wiring;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * What the session tables cost a live batch of 10 events of 1 to 3 sessions: the same batches with the tables on, with
 * the tables off, and in the plan's pattern, by turns. Once on the engine, once on a sink that answers after 5 ms.
 */
final class BatchBenchmark {
    private static final int BATCHES = 300;
    private static final int WARM_UP = 100;
    private static final long SEED = 11;
    private static final Duration SINK_DELAY = Duration.ofMillis(5);
    private static final int WORKERS = 16;

    private final Figures on = new Figures();
    private final Figures off = new Figures();
    private final Figures tables = new Figures();
    private final Figures plan = new Figures();
    private int slower;

    private BatchBenchmark() {}

    /** Arguments: measured batches, 300 unless given. */
    public static void main(String[] arguments) throws IOException {
        int batches = arguments.length > 0 ? Integer.parseInt(arguments[0]) : BATCHES;
        Machine.print();
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
        try (BenchmarkStack stack = BenchmarkStack.start();
                Sink sink = new Sink(SINK_DELAY)) {
            System.out.println("Sink      in this process; answers each DynamoDB call after " + SINK_DELAY.toMillis()
                    + " ms; the lake is the engine's");
            System.out.println("Input     " + batches + " batches of " + LiveBatches.EVENTS
                    + " events of 1 to 3 sessions that go on, after " + WARM_UP + " to warm up, seed " + SEED + "\n");
            BatchBenchmark engine = new BatchBenchmark();
            engine.run(stack, "engine", batches, workers, Function.identity());
            engine.print("engine");
            engine.target("tables p50 <= 15 ms", engine.tables.median() <= 15);
            engine.target("tables p99 <= 65 ms", engine.tables.percentile(99) <= 65);
            System.out.printf("  batches slower than the plan's pattern: %d of %d%n%n", engine.slower, batches);
            BatchBenchmark distant = new BatchBenchmark();
            distant.run(stack, "sink", batches, workers, s -> at(s, sink.endpoint()));
            distant.print("sink, 5 ms");
            distant.target("tables <= 1/4 of the plan's pattern", distant.tables.median() <= distant.plan.median() / 4);
            System.out.println("  calls at the sink, all sides together: " + sink.calls());
        } finally {
            workers.shutdownNow();
        }
    }

    private static Settings at(Settings settings, URI dynamoDb) {
        return settings.with(SettingKey.DYNAMODB_ENDPOINT, dynamoDb.toString(), Origin.DEFAULT);
    }

    private void run(
            BenchmarkStack stack,
            String name,
            int count,
            ExecutorService workers,
            Function<Settings, Settings> tablesAt) {
        Wiring with = moved(stack.environment(name + "-on"), tablesAt);
        Wiring without = moved(stack.environment(name + "-off"), tablesAt);
        Settings plans = moved(stack.environment(name + "-plan"), tablesAt).settings();
        TimedStore store = new TimedStore(with.sessionStore());
        BatchProcessor onProcessor =
                processor(with, Optional.of(new SessionTables(store, with.retention(), workers)), workers);
        BatchProcessor offProcessor = processor(without, Optional.empty(), workers);
        PlansPattern pattern = new PlansPattern(
                DynamoDbClients.create(AwsConnection.local(
                        plans.url(SettingKey.DYNAMODB_ENDPOINT).orElseThrow())),
                plans);
        Map<String, Instant> startedAt = new HashMap<>();
        List<List<SampleEvent>> batches = LiveBatches.of(WARM_UP + count, name, SEED);
        for (int i = 0; i < batches.size(); i++) {
            if (i == WARM_UP) {
                store.times().clear();
            }
            List<InboundMessage> messages = messages(batches.get(i));
            List<Event> events = batches.get(i).stream().map(ReadEvents::of).toList();
            List<Runnable> sides = new ArrayList<>();
            boolean measured = i >= WARM_UP;
            double[] took = new double[4];
            sides.add(() -> took[0] = millis(() -> took[3] = tableTime(onProcessor.process(messages))));
            sides.add(() -> took[1] = millis(() -> tableTime(offProcessor.process(messages))));
            sides.add(() -> took[2] = millis(() -> pattern.write(events, startedAt)));
            Collections.rotate(sides, i);
            sides.forEach(Runnable::run);
            if (measured) {
                on.add(took[0]);
                off.add(took[1]);
                plan.add(took[2]);
                tables.add(took[3]);
                slower += took[3] > took[2] ? 1 : 0;
            }
        }
        System.out.println("Where the tables' time goes, " + name + ":");
        store.times()
                .forEach((method, times) -> System.out.printf(
                        Locale.ROOT,
                        "  %-28s %.2f calls a batch, each p50 %.2f ms, p99 %.2f ms%n",
                        method,
                        (double) times.count() / count,
                        times.median(),
                        times.percentile(99)));
    }

    private static Wiring moved(Wiring wiring, Function<Settings, Settings> tablesAt) {
        return new Wiring(tablesAt.apply(wiring.settings()), wiring.clock());
    }

    private static BatchProcessor processor(Wiring wiring, Optional<SessionTables> tables, ExecutorService workers) {
        return new BatchProcessor(
                new MessageReader(
                        wiring.parser(),
                        new CachedTenants(wiring.tenantDirectory(), wiring.clock()),
                        new EventFactory(Redaction.REDACT)),
                new EventLake(wiring.lake(), "benchmark"),
                new Quarantine(wiring.lake(), wiring.clock()),
                new DeferredMarkers(wiring.lake(), wiring.clock()),
                tables,
                workers,
                System::nanoTime);
    }

    private static List<InboundMessage> messages(List<SampleEvent> batch) {
        List<InboundMessage> messages = new ArrayList<>();
        for (SampleEvent event : batch) {
            messages.add(ReadEvents.message("m" + messages.size(), event));
        }
        return messages;
    }

    private static double millis(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e6;
    }

    private static double tableTime(BatchResult result) {
        if (result.accepted() != LiveBatches.EVENTS || !result.failures().isEmpty()) {
            throw new IllegalStateException(
                    "not a clean batch: " + result, result.firstFailure().orElse(null));
        }
        return result.tableTime().toNanos() / 1e6;
    }

    private void print(String name) {
        System.out.printf("%n%-46s %10s %10s %12s%n", name, "p50", "p99", "to plan's");
        line("tables off: lake only", off);
        line("tables on", on);
        line("the tables' part of it", tables);
        line("plan's pattern, tables only, 20 calls", plan);
    }

    private void line(String side, Figures figures) {
        System.out.printf(
                "  %-44s %10s %10s %12s%n",
                side,
                Figures.ms(figures.median()),
                Figures.ms(figures.percentile(99)),
                Figures.times(figures.median() / plan.median()));
    }

    private void target(String target, boolean met) {
        System.out.println("  target " + target + ": " + (met ? "met" : "NOT met"));
    }
}
