package io.picasso.analytics.benchmark;

import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.adapter.aws.dynamodb.DynamoDbClients;
import io.picasso.analytics.adapter.aws.dynamodb.EncodedEvents;
import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.operation.ingest.EventLake;
import io.picasso.analytics.port.SessionStore.SummaryRange;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.wiring.Wiring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A backfill into the embedded engine, from a file and from the lake; every side in tables of its own each round. */
final class BackfillOnEngine {
    /** As {@code backfill run} has them in the environment local. */
    private static final int WORKERS = 8;

    private static final int LAKE_LINES = 1_000;

    /** The plan's pattern takes so long for an event that a part of them is enough to know. */
    private static final int PLANS_SHARE = 6;

    private static final String FROM_FILE = "backfill, source file";
    private static final String FROM_LAKE = "backfill, source s3";
    private static final String BARE = "bare BatchWriteItem, " + WORKERS + " threads";
    private static final String BARE_ALONE = "bare BatchWriteItem, 1 thread";
    private static final String PLANS = "plan's pattern";

    private final BenchmarkStack stack;
    private final Path folder;
    private final BackfillSide backfill;
    private final DynamoDbClient client;
    private final Map<String, Figures> items = new LinkedHashMap<>();
    private final Map<String, Figures> events = new LinkedHashMap<>();

    BackfillOnEngine(BenchmarkStack stack, Path folder) {
        this.stack = stack;
        this.folder = folder;
        this.backfill = new BackfillSide(folder.resolve("runs"));
        this.client =
                DynamoDbClients.create(AwsConnection.local(stack.endpoints().dynamodb()));
        for (String side : List.of(FROM_FILE, FROM_LAKE, BARE, BARE_ALONE, PLANS)) {
            items.put(side, new Figures());
            events.put(side, new Figures());
        }
    }

    void run(int wanted, int rounds, List<Target> targets) throws IOException {
        for (int round = -1; round < rounds; round++) {
            if (round == 0) {
                items.replaceAll((side, figures) -> new Figures());
                events.replaceAll((side, figures) -> new Figures());
            }
            round("b" + (round + 1), round < 0 ? wanted / 2 : wanted, round + 1);
        }
        print(wanted, rounds);
        for (String side : List.of(FROM_FILE, FROM_LAKE)) {
            for (String bare : List.of(BARE_ALONE, BARE)) {
                double ofBare = items.get(side).median() / items.get(bare).median();
                targets.add(new Target(
                        "engine, " + side + ": items/s >= 90 % of " + bare,
                        String.format("%.0f %%", 100 * ofBare),
                        ofBare >= 0.9));
            }
            double ofPlans = events.get(side).median() / events.get(PLANS).median();
            targets.add(new Target(
                    "engine, " + side + ": events/s >= 4 x the plan's pattern", Figures.times(ofPlans), ofPlans >= 4));
        }
    }

    private void round(String round, int wanted, int turn) throws IOException {
        History history = History.write(folder.resolve("history-" + round + ".ndjson.gz"), wanted, round);
        List<Event> all = history.read();
        List<Runnable> sides = new ArrayList<>(List.of(
                () -> backfill(FROM_FILE, stack.environment(round + "-file"), history),
                () -> {
                    Wiring wiring = stack.environment(round + "-s3");
                    fill(wiring, all);
                    backfill(FROM_LAKE, wiring, history);
                },
                () -> bare(BARE, stack.environment(round + "-bare"), all, WORKERS),
                () -> bare(BARE_ALONE, stack.environment(round + "-bare1"), all, 1),
                () -> plans(stack.environment(round + "-plan"), all.subList(0, all.size() / PLANS_SHARE))));
        Collections.rotate(sides, turn);
        sides.forEach(Runnable::run);
        Files.delete(history.file());
    }

    private void backfill(String side, Wiring wiring, History history) {
        BackfillSide.Took took = backfill.run(
                wiring,
                side.equals(FROM_FILE) ? BackfillSide.file(history.file(), WORKERS) : BackfillSide.lake(WORKERS),
                history.events(),
                true);
        long counted = counted(wiring);
        if (counted != history.events()) {
            throw new IllegalStateException(counted + " counted of " + history.events());
        }
        items.get(side).add(took.itemsPerSecond());
        events.get(side).add(took.eventsPerSecond());
    }

    private void bare(String side, Wiring wiring, List<Event> all, int threads) {
        EncodedEvents encoded = new EncodedEvents(wiring.retention());
        List<Map<String, AttributeValue>> rows = all.stream().map(encoded::item).toList();
        BareWrites writes = new BareWrites(client, wiring.settings().text(SettingKey.SESSION_EVENTS_TABLE));
        measure(side, all.size(), 1, () -> writes.write(rows, threads));
    }

    private void plans(Wiring wiring, List<Event> some) {
        PlansPattern pattern = new PlansPattern(client, wiring.settings());
        measure(PLANS, some.size(), 2, () -> pattern.write(some, new HashMap<>()));
    }

    private void measure(String side, int count, int writesPerEvent, Runnable work) {
        long start = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        items.get(side).add(count * writesPerEvent / seconds);
        events.get(side).add(count / seconds);
    }

    private static void fill(Wiring wiring, List<Event> all) {
        EventLake lake = new EventLake(wiring.lake(), "benchmark");
        Map<LocalDate, List<Event>> days =
                all.stream().collect(Collectors.groupingBy(event -> UtcTime.day(event.occurredAt())));
        days.values().forEach(day -> {
            for (int from = 0; from < day.size(); from += LAKE_LINES) {
                lake.write(day.subList(from, Math.min(from + LAKE_LINES, day.size())));
            }
        });
    }

    private static long counted(Wiring wiring) {
        return wiring
                .sessionStore()
                .summaries(
                        new SummaryRange(Conversations.TENANT.hash(), Instant.EPOCH, UtcTime.MAX, Optional.empty()),
                        Integer.MAX_VALUE)
                .summaries()
                .stream()
                .mapToLong(stored -> stored.summary().counters().events())
                .sum();
    }

    private void print(int wanted, int rounds) {
        System.out.printf(
                "%nOn the engine: %,d events a round, %d a session, %d rounds by turns after one to warm up; journal on disk%n"
                        + "items: everything written; of a backfill events, anchors and summaries%n%n",
                wanted, History.EVENTS_A_SESSION, rounds);
        System.out.printf("%-36s %12s %12s %12s   %s%n", "", "items", "events", "to plan's", "events/s of each round");
        double plans = events.get(PLANS).median();
        items.forEach((side, figures) -> System.out.printf(
                "%-36s %12s %12s %12s   %s%n",
                side,
                Figures.rate(figures.median()),
                Figures.rate(events.get(side).median()),
                Figures.times(events.get(side).median() / plans),
                events.get(side).list()));
    }
}
