package io.picasso.analytics.benchmark;

import io.picasso.analytics.setting.Origin;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.wiring.Wiring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * A backfill at a rate, as the table sees it: the write units of every ten seconds, beside the rate that was asked for;
 * and how soon it is back after every write was throttled for five seconds. A sink counts, in tenths of a second.
 */
final class BackfillAtRate {
    private static final int WORKERS = 32;
    private static final int TEN_SECONDS = 100;
    private static final int SECOND = 10;
    private static final int WARM_UP_SECONDS = 5;
    private static final int RUN_SECONDS = 30;
    private static final int STORM_AFTER_SECONDS = 10;
    private static final List<Integer> RATES = List.of(200, 2_000, 10_000);
    private static final int STORM_RATE = 5_000;

    private final Wiring wiring;
    private final SinkProcess sink;
    private final Path folder;
    private final BackfillSide backfill;

    BackfillAtRate(BenchmarkStack stack, SinkProcess sink, Path folder) {
        Wiring engine = stack.environment("rate");
        this.wiring = new Wiring(
                engine.settings()
                        .with(SettingKey.DYNAMODB_ENDPOINT, sink.endpoint().toString(), Origin.DEFAULT),
                engine.clock());
        this.sink = sink;
        this.folder = folder;
        this.backfill = new BackfillSide(folder.resolve("rate-runs"));
    }

    void run(List<Target> targets) throws IOException {
        System.out.printf(
                "%nAt a rate, on the sink: write units a second over every ten seconds of %d, counted there%n%n",
                RUN_SECONDS);
        System.out.printf("%-12s %12s %12s %12s %12s%n", "asked for", "least", "most", "of it", "windows");
        run(STORM_RATE, WARM_UP_SECONDS, false);
        for (int rate : RATES) {
            keep(rate, targets);
        }
        storm(targets);
    }

    private void keep(int rate, List<Target> targets) throws IOException {
        List<Long> tenths = run(rate, RUN_SECONDS, false);
        // Around the steady part lie the reading of the first sessions and what was left over.
        int first = IntStream.range(0, tenths.size())
                .filter(i -> tenths.get(i) > 0)
                .findFirst()
                .orElse(0);
        List<Long> steady = tenths.subList(Math.min(first + SECOND, tenths.size()), tenths.size() - SECOND);
        double least = Double.MAX_VALUE;
        double most = 0;
        for (int from = 0; from + TEN_SECONDS <= tenths.size(); from++) {
            most = Math.max(most, sum(tenths, from, TEN_SECONDS) / 10.0);
        }
        int windows = 0;
        for (int from = 0; from + TEN_SECONDS <= steady.size(); from++, windows++) {
            least = Math.min(least, sum(steady, from, TEN_SECONDS) / 10.0);
        }
        System.out.printf(
                "%-12s %12s %12s %5.1f-%5.1f %% %12d%n",
                rate + "/s", Figures.rate(least), Figures.rate(most), 100 * least / rate, 100 * most / rate, windows);
        targets.add(new Target(
                "rate " + rate + "/s: every ten seconds within 2 % and never above",
                String.format("%.1f-%.1f %%", 100 * least / rate, 100 * most / rate),
                windows > 0 && least >= 0.98 * rate && most <= rate));
    }

    private void storm(List<Target> targets) throws IOException {
        List<Long> tenths = run(STORM_RATE, RUN_SECONDS, true);
        SinkCounts counts = sink.counts();
        int end = counts.stormEnds();
        int back = end;
        while (back + SECOND <= tenths.size() && sum(tenths, back, SECOND) < 0.9 * STORM_RATE) {
            back++;
        }
        double seconds = (back - end) / 10.0;
        boolean seen = end > 0 && counts.refused() > 0 && back + SECOND <= tenths.size();
        System.out.printf(
                "%nA storm of 5 s at %,d/s: %,d calls throttled; 90 %% of the rate again %s after it%n",
                STORM_RATE, counts.refused(), seen ? String.format("%.1f s", seconds) : "NOT");
        targets.add(new Target(
                "rate: 90 % again within 5 s after a storm of throttling",
                seen ? String.format("%.1f s", seconds) : "not seen", seen && seconds <= 5));
    }

    /** The units of every tenth of a second. */
    private List<Long> run(int rate, int seconds, boolean storm) throws IOException {
        // Two units an event, and two a session; a little more than is counted.
        int events = (int) (rate * (seconds + 2L) / 2.1);
        History history = History.write(folder.resolve("rate.ndjson.gz"), events, "r" + rate);
        sink.reset();
        CompletableFuture<Void> weather = storm
                ? CompletableFuture.runAsync(
                        sink::storm, CompletableFuture.delayedExecutor(STORM_AFTER_SECONDS, TimeUnit.SECONDS))
                : CompletableFuture.completedFuture(null);
        backfill.run(wiring, BackfillSide.at(rate, BackfillSide.file(history.file(), WORKERS)), history.events(), true);
        weather.join();
        Files.delete(history.file());
        return sink.counts().tenths();
    }

    private static long sum(List<Long> tenths, int from, int count) {
        return tenths.subList(from, from + count).stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
