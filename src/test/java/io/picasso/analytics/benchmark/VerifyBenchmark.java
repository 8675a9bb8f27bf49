package io.picasso.analytics.benchmark;

import com.sun.management.OperatingSystemMXBean;
import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.adapter.aws.dynamodb.DynamoDbClients;
import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.key.SummaryKey;
import io.picasso.analytics.operation.ingest.EventLake;
import io.picasso.analytics.operation.verify.VerifyReport;
import io.picasso.analytics.operation.verify.VerifyRequest;
import io.picasso.analytics.port.SessionRows;
import io.picasso.analytics.port.SessionStore;
import io.picasso.analytics.sample.ConversationScript;
import io.picasso.analytics.sample.Dialog;
import io.picasso.analytics.sample.TaskmasterDialogs;
import io.picasso.analytics.session.SessionFold;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.wiring.Wiring;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Events per second of {@code backfill verify}, beside a loop that only scans the table. Both in the same run, by turns,
 * on ten days of real conversations that agree.
 */
final class VerifyBenchmark {
    private static final int EVENTS = 200_000;
    private static final int ROUNDS = 3;
    private static final int DAYS = 10;
    private static final int LINES = 1_000;
    private static final int LOADERS = 6;

    private final Wiring wiring;
    private final DynamoDbClient client;
    private long peak;

    private VerifyBenchmark(BenchmarkStack stack) {
        this.wiring = stack.environment("verify");
        this.client =
                DynamoDbClients.create(AwsConnection.local(stack.endpoints().dynamodb()));
    }

    /** Arguments: events (200,000 unless given), measured rounds (3). */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int events = arguments.length > 0 ? Integer.parseInt(arguments[0]) : EVENTS;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : ROUNDS;
        Machine.print();
        try (BenchmarkStack stack = BenchmarkStack.start()) {
            new VerifyBenchmark(stack).run(events, rounds);
        }
    }

    private void run(int wanted, int rounds) throws InterruptedException {
        long start = System.nanoTime();
        int events = load(wanted);
        System.out.printf(
                "Input     %,d events of %d days, %,d lines an object; loaded in %.0f s%n%n",
                events, DAYS, LINES, (System.nanoTime() - start) / 1e9);
        Figures verify = new Figures();
        Figures scan = new Figures();
        Figures verifyProcessor = new Figures();
        Figures scanProcessor = new Figures();
        for (int round = 0; round < rounds; round++) {
            verify.add(events / seconds(verifyProcessor, () -> check(verify(), events)));
            scan.add(events / seconds(scanProcessor, () -> check(scan(), events)));
        }
        System.out.printf(
                "%-28s %12s %12s %12s %14s %22s%n",
                "", "median", "min", "max", "for 1 million", "computed here for it");
        print("backfill verify", verify, verifyProcessor.median() / events);
        print("scan of the table alone", scan, scanProcessor.median() / events);
        System.out.printf(
                "%nverify takes %s the scan; it reads lake, index, summaries and anchors. Heap used at most: %d MB%n",
                Figures.times(scan.median() / verify.median()), peak >> 20);
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
                .verify(() -> false, events -> {
                    Runtime runtime = Runtime.getRuntime();
                    peak = Math.max(peak, runtime.totalMemory() - runtime.freeMemory());
                })
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

    /** Sessions one after the other over the days, written by several threads; their number of events. */
    private int load(int wanted) throws InterruptedException {
        List<Dialog> dialogs = TaskmasterDialogs.all();
        Instant first = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(DAYS + 1));
        ExecutorService loaders = Executors.newFixedThreadPool(LOADERS);
        Semaphore room = new Semaphore(LOADERS * 2);
        int events = 0;
        List<List<Event>> batch = new ArrayList<>();
        int inBatch = 0;
        for (int i = 0; events < wanted; i++) {
            Dialog dialog = dialogs.get(i % dialogs.size());
            Instant start = first.plusMillis((long) (Duration.ofDays(DAYS).toMillis() * (events / (double) wanted)));
            SessionId id = new SessionId(ConversationScript.sessionId(dialog, start) + "_" + i);
            List<Event> session = ConversationScript.events(dialog, Conversations.TENANT, start, id).stream()
                    .map(ReadEvents::of)
                    .toList();
            batch.add(session);
            events += session.size();
            inBatch += session.size();
            if (inBatch >= LINES || events >= wanted) {
                List<List<Event>> full = List.copyOf(batch);
                room.acquire();
                loaders.execute(() -> {
                    write(full);
                    room.release();
                });
                batch.clear();
                inBatch = 0;
            }
        }
        loaders.shutdown();
        loaders.awaitTermination(1, TimeUnit.HOURS);
        return events;
    }

    private void write(List<List<Event>> sessions) {
        EventLake lake = new EventLake(wiring.lake(), "local");
        SessionStore store = wiring.sessionStore();
        SessionRows rows = wiring.sessionRows();
        List<Event> all = sessions.stream().flatMap(List::stream).toList();
        Map<LocalDate, List<Event>> days =
                all.stream().collect(Collectors.groupingBy(event -> UtcTime.day(event.occurredAt())));
        days.values().forEach(lake::write);
        store.putEvents(all).why().ifPresent(why -> {
            throw why;
        });
        for (List<Event> session : sessions) {
            SessionFold.over(session, wiring.retention()).summary().ifPresent(summary -> {
                store.anchor(summary.tenant(), summary.session(), summary.startedAt());
                rows.replaceSummary(
                        new SummaryKey(summary.tenant().hash(), summary.startedAt(), summary.session()),
                        Optional.empty(),
                        summary);
            });
        }
    }
}
