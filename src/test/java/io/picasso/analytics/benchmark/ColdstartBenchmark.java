package io.picasso.analytics.benchmark;

import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.adapter.aws.dynamodb.DynamoDbClients;
import io.picasso.analytics.event.Event;
import io.picasso.analytics.lambda.FunctionRun;
import io.picasso.analytics.lambda.UnpackedFunction;
import io.picasso.analytics.sample.SampleEvent;
import io.picasso.analytics.setting.Origin;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.setting.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The function's archive as Lambda runs it, on one core: its start and first batch, on a plain JVM, with a class-data archive,
 * and as before a snapshot, by turns; then warm batches of 10, the tables' part beside the plan's pattern, on the engine and on a sink that
 * answers after 5 ms.
 */
final class ColdstartBenchmark {
    private static final Path ZIP = Path.of("target/dist/lambda/picasso-analytics-lambda.zip");
    private static final int STARTS = 5;
    private static final int WARM_UP = 100;
    private static final int BATCHES = 200;
    private static final long SEED = 11;
    private static final Duration DELAY = Duration.ofMillis(5);

    /** As Lambda starts Java 17: the first compiler only, and the collector for one core. */
    private static final List<String> FLAGS =
            List.of("-Xmx384m", "-XX:ActiveProcessorCount=1", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final UnpackedFunction function;
    private final Path folder;

    private ColdstartBenchmark(UnpackedFunction function, Path folder) {
        this.function = function;
        this.folder = folder;
    }

    /** Arguments: starts of each kind, 5 unless given; warm batches, 200 unless given. */
    public static void main(String[] arguments) throws Exception {
        int starts = arguments.length > 0 ? Integer.parseInt(arguments[0]) : STARTS;
        int batches = arguments.length > 1 ? Integer.parseInt(arguments[1]) : BATCHES;
        Machine.print();
        Path folder = Files.createTempDirectory("picasso-coldstart");
        ColdstartBenchmark benchmark = new ColdstartBenchmark(UnpackedFunction.of(ZIP, folder.resolve("task")), folder);
        try (BenchmarkStack stack = BenchmarkStack.start();
                Sink sink = new Sink(DELAY)) {
            System.out.println("Function  its JVM with " + FLAGS + (taskset() ? ", on core 0 by taskset" : ""));
            target(
                    "zip <= 15 MB",
                    String.format(Locale.ROOT, "%.1f MB", Files.size(ZIP) / 1e6),
                    Files.size(ZIP) <= 15_000_000);
            benchmark.cold(stack.environment("cold").settings(), starts);
            Side engine = benchmark.warm(stack.environment("engine").settings(), "engine", batches);
            engine.print("warm, engine in a process of its own");
            target("tables p50 <= 15 ms", Figures.ms(engine.tables.median()), engine.tables.median() <= 15);
            target("tables p99 <= 65 ms", Figures.ms(engine.tables.percentile(99)), engine.tables.percentile(99) <= 65);
            target(
                    "tables p50 not slower than the plan's",
                    Figures.times(engine.tables.median() / engine.plan.median()),
                    engine.tables.median() <= engine.plan.median());
            Settings distant = stack.environment("sink")
                    .settings()
                    .with(SettingKey.DYNAMODB_ENDPOINT, sink.endpoint().toString(), Origin.DEFAULT);
            Side sunk = benchmark.warm(distant, "sink", batches);
            sunk.print("warm, 5 ms added to each call");
            target(
                    "tables p50 <= 1/4 of the plan's",
                    Figures.times(sunk.tables.median() / sunk.plan.median()),
                    sunk.tables.median() <= sunk.plan.median() / 4);
        }
        Machine.printLoad();
    }

    private void cold(Settings settings, int starts) throws Exception {
        Path archive = folder.resolve("function.jsa");
        List<List<SampleEvent>> batches = LiveBatches.of(3 * starts + 2, "cold", SEED);
        try (FunctionRun training = start(settings, "-XX:ArchiveClassesAtExit=" + archive)) {
            training.clean(texts(batches.get(0)));
            training.clean(texts(batches.get(1)));
        }
        String with = "-XX:SharedArchiveFile=" + archive;
        Start plain = new Start();
        Start archived = new Start();
        Start rehearsed = new Start();
        for (int i = 0; i < starts; i++) {
            measure(() -> start(settings, "-Xshare:auto"), texts(batches.get(2 + 3 * i)), plain);
            measure(() -> start(settings, with), texts(batches.get(3 + 3 * i)), archived);
            measure(() -> rehearsed(settings), texts(batches.get(4 + 3 * i)), rehearsed);
        }
        System.out.printf("%n%-34s %12s %14s %12s   (medians of %d)%n", "start", "init", "first batch", "both", starts);
        plain.print("plain JVM");
        archived.print("with class-data archive");
        rehearsed.print("plain JVM, as before a snapshot");
        System.out.println(
                "  what is done before a snapshot is no part of a start after it: of the last line its first batch"
                        + " counts, " + Figures.times(rehearsed.first.median() / plain.first.median())
                        + " of the plain one");
        target("plain JVM: init + first <= 1.5 s", Figures.ms(plain.both.median()), plain.both.median() <= 1_500);
        target(
                "with archive: init + first <= 0.7 s",
                Figures.ms(archived.both.median()),
                archived.both.median() <= 700);
    }

    private static void measure(Starting starting, List<String> first, Start figures) throws Exception {
        long start = System.nanoTime();
        try (FunctionRun run = starting.run()) {
            double init = (System.nanoTime() - start) / 1e6;
            long called = System.nanoTime();
            run.clean(first);
            double invoke = (System.nanoTime() - called) / 1e6;
            figures.init.add(init);
            figures.first.add(invoke);
            figures.both.add(init + invoke);
        }
    }

    private Side warm(Settings settings, String name, int count) throws Exception {
        Side side = new Side();
        PlansPattern pattern = new PlansPattern(
                DynamoDbClients.create(AwsConnection.local(
                        settings.url(SettingKey.DYNAMODB_ENDPOINT).orElseThrow())),
                settings);
        Map<String, Instant> startedAt = new HashMap<>();
        List<List<SampleEvent>> ours = LiveBatches.of(WARM_UP + count, name, SEED);
        List<List<SampleEvent>> plans = LiveBatches.of(WARM_UP + count, name + "-plan", SEED);
        try (FunctionRun run = start(settings, "-Xshare:auto")) {
            for (int i = 0; i < ours.size(); i++) {
                List<String> texts = texts(ours.get(i));
                List<Event> events = plans.get(i).stream().map(ReadEvents::of).toList();
                double[] took = new double[3];
                List<Step> sides = new ArrayList<>(List.of(
                        () -> {
                            long start = System.nanoTime();
                            took[1] = run.clean(texts);
                            took[0] = (System.nanoTime() - start) / 1e6;
                        },
                        () -> {
                            long start = System.nanoTime();
                            pattern.write(events, startedAt);
                            took[2] = (System.nanoTime() - start) / 1e6;
                        }));
                Collections.rotate(sides, i);
                for (Step step : sides) {
                    step.run();
                }
                if (i >= WARM_UP) {
                    side.call.add(took[0]);
                    side.tables.add(took[1]);
                    side.plan.add(took[2]);
                }
            }
        }
        return side;
    }

    private FunctionRun start(Settings settings, String flag) throws Exception {
        List<String> flags = new ArrayList<>(FLAGS);
        flags.add(flag);
        return FunctionRun.start(function, command(), flags, settings, folder.resolve("log"));
    }

    private FunctionRun rehearsed(Settings settings) throws Exception {
        return FunctionRun.rehearsed(function, command(), FLAGS, settings, folder.resolve("log"));
    }

    private static List<String> command() {
        List<String> command = new ArrayList<>(taskset() ? List.of("taskset", "-c", "0") : List.of());
        command.add(UnpackedFunction.java());
        return command;
    }

    private static boolean taskset() {
        return Files.isExecutable(Path.of("/usr/bin/taskset"));
    }

    private static List<String> texts(List<SampleEvent> events) {
        return events.stream().map(SampleEvent::text).toList();
    }

    private static void target(String wanted, String found, boolean met) {
        System.out.println("  target " + new Target(wanted, found, met));
    }

    private interface Starting {
        FunctionRun run() throws Exception;
    }

    private interface Step {
        void run() throws Exception;
    }

    private static final class Start {
        private final Figures init = new Figures();
        private final Figures first = new Figures();
        private final Figures both = new Figures();

        void print(String name) {
            System.out.printf(
                    "  %-32s %12s %14s %12s%n",
                    name, Figures.ms(init.median()), Figures.ms(first.median()), Figures.ms(both.median()));
        }
    }

    private static final class Side {
        private final Figures call = new Figures();
        private final Figures tables = new Figures();
        private final Figures plan = new Figures();

        void print(String name) {
            System.out.printf("%n%-46s %10s %10s%n", name, "p50", "p99");
            line("the function's call, all of it", call);
            line("the tables' part of it", tables);
            line("plan's pattern, tables only, 20 calls", plan);
        }

        private static void line(String name, Figures figures) {
            System.out.printf(
                    "  %-44s %10s %10s%n", name, Figures.ms(figures.median()), Figures.ms(figures.percentile(99)));
        }
    }
}
