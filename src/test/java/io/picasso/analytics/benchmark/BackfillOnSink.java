package io.picasso.analytics.benchmark;

import com.sun.management.OperatingSystemMXBean;
import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.adapter.aws.dynamodb.DynamoDbClients;
import io.picasso.analytics.event.Event;
import io.picasso.analytics.setting.Origin;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.wiring.Wiring;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;

/** A backfill from a file into a sink that answers as AWS does, with its journal and without; and the plan's pattern. */
final class BackfillOnSink {
    /** As {@code backfill run} has them where nothing else is said. */
    private static final int WORKERS = Integer.getInteger("picasso.workers", 32);

    private static final int PLANS_EVENTS = 400;
    private static final int WARM_UP = 500_000;

    /** What a side took. */
    private static final class Side {
        private final Figures events = new Figures();
        private final Figures ofJournal = new Figures();
        private final Figures computedHere = new Figures();
        private final Figures computedAtSink = new Figures();
    }

    private final Wiring wiring;
    private final SinkProcess sink;
    private final Path folder;
    private final BackfillSide backfill;
    private final PlansPattern pattern;
    private final HeapPeak heap = new HeapPeak();
    private Side with = new Side();
    private Side without = new Side();
    private Figures plans = new Figures();
    private long journalBytes;
    private SinkCounts counts = new SinkCounts(new TreeMap<>(), 0, 0, 0, List.of(), 0, 0);

    BackfillOnSink(BenchmarkStack stack, SinkProcess sink, Path folder) {
        Wiring engine = stack.environment("sink");
        this.wiring = new Wiring(
                engine.settings()
                        .with(SettingKey.DYNAMODB_ENDPOINT, sink.endpoint().toString(), Origin.DEFAULT),
                engine.clock());
        this.sink = sink;
        this.folder = folder;
        this.backfill = new BackfillSide(folder.resolve("sink-runs"));
        this.pattern =
                new PlansPattern(DynamoDbClients.create(AwsConnection.local(sink.endpoint())), wiring.settings());
    }

    void run(int wanted, int rounds, List<Target> targets) throws IOException {
        History first = History.write(folder.resolve("warm-up.ndjson.gz"), Math.min(WARM_UP, wanted), "w");
        List<Event> some = first.read(PLANS_EVENTS);
        round(first, some, 0);
        Files.delete(first.file());
        History history = History.write(folder.resolve("sink.ndjson.gz"), wanted, "s");
        with = new Side();
        without = new Side();
        plans = new Figures();
        heap.reset();
        for (int round = 0; round < rounds; round++) {
            round(history, some, round);
        }
        print(history, rounds);
        Files.delete(history.file());
        double rate = with.events.median();
        targets.add(new Target("sink: >= 25,000 events/s", Figures.rate(rate), rate >= 25_000));
        double ofPlans = rate / plans.median();
        targets.add(new Target("sink: >= 100 x the plan's pattern", Figures.times(ofPlans), ofPlans >= 100));
        double ofFloor = counts.units() / (2.0 * history.events() + history.sessions());
        targets.add(new Target(
                "sink: write units <= 1.03 x (2 an event + 1 a session)",
                String.format("%.4f x", ofFloor),
                ofFloor <= 1.03));
        targets.add(new Target(
                "sink: the journal takes < 2 % of the time",
                String.format("%.1f %%", 100 * (without.events.median() / rate - 1)),
                without.events.median() / rate < 1.02));
        double cost = with.ofJournal.median();
        targets.add(new Target(
                "sink: the journal's entries take < 2 % of the processor time",
                String.format("%.2f %%", 100 * cost), cost < 0.02));
    }

    private void round(History history, List<Event> some, int turn) {
        List<Runnable> sides = new ArrayList<>(List.of(
                () -> journalBytes = run(history, with, true).bytes(), () -> run(history, without, false), () -> {
                    long start = System.nanoTime();
                    pattern.write(some, new HashMap<>());
                    plans.add(some.size() / ((System.nanoTime() - start) / 1e9));
                }));
        // Whoever comes later finds a warmer program.
        if (turn % 2 == 1) {
            Collections.reverse(sides);
        }
        sides.forEach(Runnable::run);
    }

    private BackfillSide.Took run(History history, Side side, boolean journal) {
        sink.reset();
        long here = computed();
        long there = sink.computed().toNanos();
        BackfillSide.Took took =
                backfill.run(wiring, BackfillSide.file(history.file(), WORKERS), history.events(), journal);
        side.computedHere.add((computed() - here) / 1e3 / history.events());
        side.computedAtSink.add((sink.computed().toNanos() - there) / 1e3 / history.events());
        side.ofJournal.add(took.journalNanos() / (double) (computed() - here));
        side.events.add(took.eventsPerSecond());
        if (journal) {
            counts = sink.counts();
        }
        return took;
    }

    private static long computed() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private void print(History history, int rounds) throws IOException {
        System.out.printf(
                "%nOn the sink: %,d events a round, %,d sessions, one file of %,d MB; %d workers; %d rounds by turns after one"
                        + " to warm up%n%n",
                history.events(), history.sessions(), Files.size(history.file()) >> 20, WORKERS, rounds);
        System.out.printf(
                "%-36s %12s %12s %18s %18s   %s%n",
                "", "events", "to plan's", "computed here", "at the sink", "events/s of each round");
        print("backfill, source file", with);
        print("the same, a journal that only counts", without);
        System.out.printf(
                "%-36s %12s %12s %18s %18s   %s%n",
                "plan's pattern", Figures.rate(plans.median()), Figures.times(1), "", "", plans.list());
        System.out.printf(
                "%nsent in a run: %s; %,d items, %,d write units, %.3f an event; %,d bytes an event%n",
                counts.calls(),
                counts.items(),
                counts.units(),
                counts.units() / (double) history.events(),
                counts.bytes() / history.events());
        System.out.printf("journal: %.1f bytes an event%n", journalBytes / (double) history.events());
        System.out.printf(
                "heap: %d MB at most, garbage included; %d MB after a collection, of %d MB%n",
                heap.mostMegabytes(), heap.keptMegabytes(), Runtime.getRuntime().maxMemory() >> 20);
    }

    private void print(String name, Side side) {
        System.out.printf(
                "%-36s %12s %12s %15.1f us %15.1f us   %s%n",
                name,
                Figures.rate(side.events.median()),
                Figures.times(side.events.median() / plans.median()),
                side.computedHere.median(),
                side.computedAtSink.median(),
                side.events.list());
    }
}
