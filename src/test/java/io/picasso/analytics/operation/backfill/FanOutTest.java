package io.picasso.analytics.operation.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.law.Cases;
import io.picasso.analytics.operation.backfill.RunRequest.Source;
import io.picasso.analytics.operation.ingest.InboundMessage;
import io.picasso.analytics.operation.ingest.IngestEnvironment;
import io.picasso.analytics.operation.ingest.QueueRequest;
import io.picasso.analytics.operation.ingest.QueueRequest.Until;
import io.picasso.analytics.port.EventQueue;
import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.port.SessionStore;
import io.picasso.analytics.progress.ErrorBudget;
import io.picasso.analytics.progress.JournalEntry.Outcome;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.wiring.Backfills;
import io.picasso.analytics.wiring.Wiring;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose shards are worked on by many, some of which die; on real engines. */
class FanOutTest {
    private static final Instant THEN =
            Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(9));
    private static final int DAYS = 3;

    @TempDir
    Path folder;

    private final IngestEnvironment environment = IngestEnvironment.create(Map.of(SettingKey.VISIBILITY_SECONDS, "2"));
    private FanOut fanOut;

    @BeforeEach
    void fillTheLake() {
        environment.set(SettingKey.DYNAMODB_WRITE_ENABLED, "false");
        List<InboundMessage> messages = new ArrayList<>();
        for (Tenant tenant : IngestEnvironment.TENANTS.subList(0, 2)) {
            for (int i = 0; i < DAYS * 60; i++) {
                Instant at = THEN.plus(Duration.ofDays(i / 60)).plusSeconds(60L * i);
                String text = "{\"schema_version\":\"1.0.0\",\"session_id\":\"s-" + i / 60 + "-" + i % 7
                        + "\",\"tenant_id\":\"" + tenant.hash() + "\",\"timestamp\":\"" + UtcTime.format(at)
                        + "\",\"step_number\":" + (i / 7 + 1)
                        + ",\"event\":{\"type\":\"MESSAGE_SENT\",\"payload\":{\"content_preview\":\"" + i + "\"}}}";
                messages.add(new InboundMessage(
                        tenant.id() + i,
                        text.getBytes(StandardCharsets.UTF_8),
                        Optional.of(at),
                        new InboundMessage.Source("queue", "m" + i, OptionalInt.empty()),
                        InboundMessage.Origin.PRODUCER));
            }
        }
        assertThat(environment
                        .wiring()
                        .ingestion()
                        .processor()
                        .process(messages)
                        .failed())
                .isEmpty();
        fanOut = backfills(environment.wiring()).fanOut();
    }

    @AfterEach
    void close() {
        environment.close();
    }

    @Test
    void aSharedRunIsTakenBackInWholeAndNobodyBeginsItAgain() {
        String run = "run-undone";
        fanOut.start(run, request(Source.S3));
        // A life that ends in the midst of a shard, and the rest in another.
        live(40);
        fanOut.resume(run);
        work(environment.wiring(), Long.MAX_VALUE);
        assertThat(environment.events()).isNotEmpty();

        BackfillUndo.Report planned = backfills(environment.wiring()).undoShared(run, true, () -> false, more -> {});
        BackfillUndo.Report report = backfills(environment.wiring()).undoShared(run, false, () -> false, more -> {});

        assertThat(report.changed()).isZero();
        assertThat(planned.events()).as("planned").isEqualTo(report.events());
        assertThat(planned.sessions()).as("planned").isEqualTo(report.sessions());
        assertThat(environment.events()).isEmpty();
        assertThat(environment.summaries()).isEmpty();
        assertThat(fanOut.history(run).state()).isEqualTo(RunHistory.State.UNDONE);
        assertThat(catchThrowableOfType(Failure.class, () -> fanOut.resume(run)))
                .isNotNull();
        work(environment.wiring(), Long.MAX_VALUE);
        assertThat(environment.events()).isEmpty();
    }

    @Test
    void manyWorkersOfWhichOneDiesAgainAndAgainWriteWhatOneRunHereWrites() {
        RunReport here =
                backfills(environment.wiring()).backfill().start("here", request(Source.S3), () -> false, status -> {});
        assertThat(here.outcome()).isEqualTo(Outcome.COMPLETE);
        var events = environment.events();
        var summaries = environment.summaries();

        Cases.forAll(1, random -> {
            clear(SettingKey.SESSION_EVENTS_TABLE, environment.events().values());
            clear(SettingKey.SESSION_SUMMARIES_TABLE, environment.summaries().values());
            String run = "run-" + random.nextInt(Integer.MAX_VALUE);
            long shards = fanOut.start(run, request(Source.S3)).shards();
            assertThat(shards).isEqualTo(2 * DAYS);
            // Every message twice.
            fanOut.resume(run);

            // A shard takes some 20 calls: three of these lives are too short for all of them.
            List<Integer> lives =
                    Stream.generate(() -> 22 + random.nextInt(25)).limit(6).toList();
            lives.subList(0, 3).forEach(this::live);
            assertThat(fanOut.history(run).shardsDone()).isLessThan(shards);
            CompletableFuture.allOf(
                            CompletableFuture.runAsync(() -> lives.subList(3, 6).forEach(this::live)),
                            CompletableFuture.runAsync(() -> work(environment.wiring(), Long.MAX_VALUE)),
                            CompletableFuture.runAsync(() -> work(environment.wiring(), Long.MAX_VALUE)))
                    .join();
            // What was begun three times was set aside, or is still hidden.
            for (int i = 0; i < 5 && fanOut.history(run).shardsDone() < shards; i++) {
                fanOut.resume(run);
                work(environment.wiring(), Long.MAX_VALUE);
            }

            assertThat(environment.events()).isEqualTo(events);
            assertThat(environment.summaries()).isEqualTo(summaries);
            assertThat(fanOut.history(run).state()).isEqualTo(RunHistory.State.COMPLETE);
            assertThat(fanOut.history(run).counts()).isEqualTo(here.counts());
            drain();
        });
    }

    @Test
    void statusTellsHowFarTheRunIs() {
        long all = DAYS * 60 * 2;
        fanOut.start("run", request(Source.S3));
        RunHistory before = fanOut.history("run");
        assertThat(before.state()).isEqualTo(RunHistory.State.RUNNING);
        assertThat(before.shards()).hasValue(2L * DAYS);
        assertThat(before.shardsDone()).isZero();
        assertThat(before.counts().lines()).isZero();

        work(environment.wiring(), 2);
        RunHistory between = fanOut.history("run");
        assertThat(between.state()).isEqualTo(RunHistory.State.RUNNING);
        assertThat(between.shardsDone()).isEqualTo(2);
        assertThat(between.counts().lines()).isBetween(1L, all - 1);
        assertThat(between.written().events()).isEqualTo(environment.events().size());

        work(environment.wiring(), Long.MAX_VALUE);
        RunHistory after = fanOut.history("run");
        assertThat(after.state()).isEqualTo(RunHistory.State.COMPLETE);
        assertThat(after.written().events()).isEqualTo(all);
        assertThat(fanOut.list()).containsExactly("run");
        assertThat(catchThrowableOfType(Failure.class, () -> fanOut.resume("run"))
                        .code())
                .isEqualTo(FailureCode.INVALID_INPUT);
    }

    @Test
    void allWorkersOfARunHearWhatIsWishedOfIt() throws Exception {
        fanOut.start("run", request(Source.S3));
        assertThat(fanOut.tell("run", was -> was.paused(true)).state()).isEqualTo(RunHistory.State.PAUSED);
        CompletableFuture<Told> working =
                CompletableFuture.supplyAsync(() -> work(environment.wiring(), Long.MAX_VALUE));
        TimeUnit.SECONDS.sleep(2);
        assertThat(environment.events()).isEmpty();
        assertThat(working).isNotDone();

        // Slow enough that it is still at work when it is paused again.
        fanOut.tell("run", was -> was.withRate(OptionalDouble.of(40)).paused(false));
        while (environment.events().isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        fanOut.tell("run", was -> was.paused(true));
        TimeUnit.SECONDS.sleep(2);
        int written = environment.events().size();
        TimeUnit.SECONDS.sleep(1);
        assertThat(environment.events()).hasSize(written).hasSizeLessThan(DAYS * 60 * 2);

        fanOut.tell("run", was -> was.withRate(OptionalDouble.empty()).paused(false));
        working.get(60, TimeUnit.SECONDS);
        assertThat(fanOut.history("run").state()).isEqualTo(RunHistory.State.COMPLETE);
        assertThat(environment.events()).hasSize(DAYS * 60 * 2);
        assertThat(catchThrowableOfType(Failure.class, () -> fanOut.tell("run", was -> was.paused(true)))
                        .code())
                .isEqualTo(FailureCode.NOT_FOUND);
    }

    @Test
    void messagesNobodyCanWorkOnAreSetAsideAndStopNothing() {
        environment
                .wiring()
                .backfillQueue()
                .send(List.of("not json", "{\"version\":1,\"run\":\"nowhere\",\"shard\":\"x\"}"));
        fanOut.start("run", request(Source.S3));
        Told told = work(environment.wiring(), Long.MAX_VALUE);

        assertThat(fanOut.history("run").state()).isEqualTo(RunHistory.State.COMPLETE);
        assertThat(told.refused).hasValue(2 * 3);
        assertThat(environment.messages(SettingKey.BACKFILL_DEAD_LETTER_QUEUE)).isEqualTo(2);
        assertThat(environment.messages(SettingKey.BACKFILL_QUEUE)).isZero();
    }

    @Test
    void aWorkerThatIsStoppedGivesItsShardBackAtOnce() {
        fanOut.start("run", request(Source.S3));
        Wiring wiring = environment.wiring();
        AtomicInteger asked = new AtomicInteger();
        backfills(wiring)
                .shardProcessor(() -> asked.incrementAndGet() > 4, new Told())
                .run(new QueueRequest(Until.STOPPED, Long.MAX_VALUE, 1));
        assertThat(fanOut.history("run").shardsDone()).isLessThan(2 * DAYS);

        List<EventQueue.Message> waiting = new ArrayList<>();
        for (int i = 0; i < 2 * DAYS; i++) {
            waiting.addAll(wiring.backfillQueue().receive(10, Duration.ZERO));
        }
        assertThat(waiting).hasSize(2 * DAYS - (int) fanOut.history("run").shardsDone());
    }

    @Test
    void whatWorkersCannotShareIsRefused() {
        for (RunRequest request : List.of(
                request(Source.FILE),
                request(Source.S3).with(OptionalDouble.empty(), Optional.empty(), OptionalDouble.of(1)),
                request(Source.S3)
                        .with(OptionalDouble.empty(), Optional.of(ErrorBudget.parse("5")), OptionalDouble.empty()))) {
            assertThat(catchThrowableOfType(Failure.class, () -> fanOut.start("run", request))
                            .code())
                    .isEqualTo(FailureCode.BAD_USAGE);
        }
        assertThat(fanOut.list()).isEmpty();
    }

    private static RunRequest request(Source source) {
        return new RunRequest(
                source,
                source == Source.FILE ? List.of("a.ndjson") : List.of(),
                Selection.ALL,
                OptionalDouble.empty(),
                ErrorBudget.UNLIMITED,
                OptionalDouble.empty(),
                4,
                Limits.HELD_EVENTS);
    }

    private Backfills backfills(Wiring wiring) {
        return wiring.backfills(folder, folder);
    }

    private Told work(Wiring wiring, long most) {
        Told told = new Told();
        backfills(wiring).shardProcessor(() -> false, told).run(new QueueRequest(Until.EMPTY, most, 2));
        return told;
    }

    /** A worker that is dead after so many calls, if it finds as much to do: none of them has any effect from then on. */
    private void live(int calls) {
        Wiring wiring = environment.wiring();
        AtomicInteger left = new AtomicInteger(calls);
        EventQueue queue = mortal(EventQueue.class, wiring.backfillQueue(), left);
        ObjectStore store = mortal(ObjectStore.class, wiring.lake(), left);
        Backfill.Target target = new Backfill.Target(
                environment.settings().environment(),
                environment.settings().text(SettingKey.SESSION_EVENTS_TABLE),
                environment.settings().text(SettingKey.SESSION_SUMMARIES_TABLE),
                pace -> mortal(SessionStore.class, wiring.sessionStore(), left),
                wiring::sessionRows);
        ShardWorker worker = new ShardWorker(
                new LakeRuns(store, wiring.parser()),
                target,
                backfills(wiring)::source,
                wiring.retention(),
                wiring.clock());
        try {
            new ShardProcessor(queue, worker, wiring.parser(), () -> false, new Told())
                    .run(new QueueRequest(Until.EMPTY, Long.MAX_VALUE, 2));
        } catch (RuntimeException | Error death) {
            assertThat(left.get()).isLessThanOrEqualTo(0);
        }
    }

    private static <T> T mortal(Class<T> port, T real, AtomicInteger left) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (self, method, given) -> {
            if (left.getAndDecrement() <= 0) {
                throw new Error("dead");
            }
            try {
                return method.invoke(real, given);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    private void clear(
            SettingKey table,
            Iterable<Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue>> items) {
        items.forEach(item -> environment
                .dynamoDb()
                .deleteItem(b -> b.tableName(environment.settings().text(table))
                        .key(Map.of("pk", item.get("pk"), "sk", item.get("sk")))));
    }

    private void drain() {
        EventQueue queue = environment.wiring().backfillQueue();
        List<EventQueue.Message> messages = queue.receive(10, Duration.ofSeconds(3));
        while (!messages.isEmpty()) {
            queue.delete(messages);
            messages = queue.receive(10, Duration.ofSeconds(3));
        }
    }

    private static final class Told implements ShardProcessor.Listener {
        private final AtomicInteger refused = new AtomicInteger();

        @Override
        public void worked(String run, String shard, ShardWorker.Result result) {}

        @Override
        public void refused(Failure why) {
            refused.incrementAndGet();
        }

        @Override
        public void failed(String run, String shard, Failure why) {}
    }
}
