package io.picasso.analytics.operation.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.adapter.json.JacksonParser;
import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.EventFactory;
import io.picasso.analytics.event.Redaction;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.ingest.QueueRequest.Until;
import io.picasso.analytics.port.EventQueue;
import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.port.SessionStore;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.wiring.Wiring;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long the processor works, what it holds, and what it deletes. */
class QueueProcessorTest {
    private static final Tenant COFFEE = IngestEnvironment.TENANTS.get(0);

    private final IngestEnvironment environment = IngestEnvironment.create(Map.of(SettingKey.VISIBILITY_SECONDS, "3"));
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<BatchResult> results = new ArrayList<>();

    @AfterEach
    void close() {
        threads.shutdownNow();
        environment.close();
    }

    @Test
    void aBatchThatTakesLongIsNotGivenToAnybodyElse() throws Exception {
        send(5);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        Future<?> slow = threads.submit(() -> processor(() -> false, () -> {
                    begun.countDown();
                    await(finish);
                })
                .run(new QueueRequest(Until.EMPTY, Long.MAX_VALUE, 1)));
        await(begun);

        // More than twice the time for which a message is hidden.
        EventQueue other = environment.wiring().queue();
        Instant end = Instant.now().plusSeconds(8);
        while (Instant.now().isBefore(end)) {
            assertThat(other.receive(10, Duration.ofSeconds(1))).allMatch(message -> message.deliveries() == 1);
        }
        finish.countDown();
        Waiting.on(slow);

        assertThat(environment.messages()).isZero();
        assertThat(environment.events()).hasSize(5);
    }

    @Test
    void aRequestToStopEndsAfterTheRunningBatch() throws Exception {
        send(35);
        AtomicBoolean stop = new AtomicBoolean();
        processor(stop::get, () -> stop.set(true)).run(new QueueRequest(Until.STOPPED, Long.MAX_VALUE, 1));

        assertThat(results).hasSize(1);
        int done = results.get(0).accepted();
        assertThat(done).isBetween(1, 10);
        assertThat(environment.events()).hasSize(done);
        assertThat(environment.messages()).isEqualTo(35 - done);
    }

    @Test
    void anIdleProcessorThatIsAskedToStopStops() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        Future<?> idle = threads.submit(
                () -> processor(stop::get, () -> {}).run(new QueueRequest(Until.STOPPED, Long.MAX_VALUE, 2)));
        assertThat(idle.isDone()).isFalse();

        stop.set(true);

        idle.get(20, java.util.concurrent.TimeUnit.SECONDS);
    }

    @Test
    void noMoreMessagesAreTakenThanWereAskedForHoweverManyWorkers() {
        send(60);

        processor(() -> false, () -> {}).run(new QueueRequest(Until.EMPTY, 23, 4));

        assertThat(environment.messages()).isEqualTo(37);
        assertThat(environment.events()).hasSize(23);
    }

    @Test
    void oneBatchIsOneBatch() {
        send(30);

        processor(() -> false, () -> {}).run(new QueueRequest(Until.ONE_BATCH, Long.MAX_VALUE, 4));

        assertThat(results).hasSize(1);
        assertThat(environment.messages())
                .isEqualTo(30 - results.get(0).accepted())
                .isGreaterThanOrEqualTo(20);
    }

    @Test
    void anEmptyQueueIsTheEnd() {
        processor(() -> false, () -> {}).run(new QueueRequest(Until.EMPTY, Long.MAX_VALUE, 2));

        assertThat(results).isEmpty();
    }

    @Test
    void aMessageThatFailedIsLeftToComeAgainAndTheOthersAreDeleted() {
        Tenant tea = IngestEnvironment.TENANTS.get(1);
        send(3);
        environment.wiring().queue().send(Messages.sent(tea, "tea", 2, Instant.now()));
        ObjectStore denied = new PassingObjectStore(environment.wiring().lake()) {
            @Override
            public void put(String path, byte[] content, String contentType) {
                if (path.contains(tea.id())) {
                    throw Failure.of(FailureCode.DENIED, "not this tenant");
                }
                super.put(path, content, contentType);
            }
        };

        new QueueProcessor(
                        environment.wiring().queue(),
                        batches(
                                new EventLake(denied, "test"),
                                environment.wiring().sessionStore()),
                        () -> false,
                        FailingTablesTest.listener(results))
                .run(new QueueRequest(Until.ONE_BATCH, Long.MAX_VALUE, 1));

        assertThat(environment.messages()).isEqualTo(2);
        assertThat(environment.events()).hasSize(3);
        // Once the cause is mended they arrive.
        await(Duration.ofSeconds(4));
        processor(() -> false, () -> {}).run(new QueueRequest(Until.EMPTY, Long.MAX_VALUE, 1));
        assertThat(environment.messages()).isZero();
        assertThat(environment.events()).hasSize(5);
    }

    @Test
    void aQueueThatIsNotThereEndsTheWorkAtOnce() {
        environment.set(SettingKey.QUEUE, "picasso-nowhere");

        Failure failure = org.assertj.core.api.Assertions.catchThrowableOfType(
                Failure.class,
                () -> processor(() -> false, () -> {}).run(new QueueRequest(Until.STOPPED, Long.MAX_VALUE, 2)));

        assertThat(failure.code()).isEqualTo(FailureCode.RESOURCE_MISSING);
    }

    @Test
    void aFollowingProcessorOutlivesAQueueThatDoesNotAnswerForAWhile() {
        send(12);
        AtomicBoolean stop = new AtomicBoolean();
        List<Failure> waits = new ArrayList<>();
        QueueProcessor.Listener listener = new QueueProcessor.Listener() {
            @Override
            public void waiting(Failure why, Duration pause) {
                waits.add(why);
            }

            @Override
            public void processed(int messages, BatchResult result) {
                results.add(result);
                stop.set(environment.messages() == 0);
            }
        };
        new QueueProcessor(
                        new FailingNowAndThen(environment.wiring().queue()),
                        batches(
                                new EventLake(environment.wiring().lake(), "test"),
                                environment.wiring().sessionStore()),
                        stop::get,
                        listener)
                .run(new QueueRequest(Until.STOPPED, Long.MAX_VALUE, 1));

        assertThat(waits).hasSizeGreaterThanOrEqualTo(2);
        assertThat(environment.messages()).isZero();
        assertThat(environment.events()).hasSize(12);
    }

    private void send(int count) {
        environment.wiring().queue().send(Messages.sent(COFFEE, "coffee", count, Instant.now()));
    }

    /** A processor that does something before it writes the tables. */
    private QueueProcessor processor(java.util.function.BooleanSupplier stop, Runnable beforeTables) {
        Wiring wiring = environment.wiring();
        SessionStore store = new PassingSessionStore(wiring.sessionStore()) {
            @Override
            public Unwritten putEvents(Collection<Event> events) {
                beforeTables.run();
                return super.putEvents(events);
            }
        };
        return new QueueProcessor(
                wiring.queue(),
                batches(new EventLake(wiring.lake(), "test"), store),
                stop,
                FailingTablesTest.listener(results));
    }

    private BatchProcessor batches(EventLake lake, SessionStore store) {
        Wiring wiring = environment.wiring();
        return new BatchProcessor(
                new MessageReader(new JacksonParser(), wiring.tenantDirectory(), new EventFactory(Redaction.REDACT)),
                lake,
                new Quarantine(wiring.lake(), Clock.systemUTC()),
                new DeferredMarkers(wiring.lake(), Clock.systemUTC()),
                Optional.of(new SessionTables(store, wiring.retention(), threads)),
                threads,
                System::nanoTime);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first receive and the first delete get no answer. */
    private static final class FailingNowAndThen extends ForwardingQueue {
        private int receives;
        private int deletes;

        FailingNowAndThen(EventQueue queue) {
            super(queue);
        }

        @Override
        public List<Message> receive(int max, Duration wait) {
            if (receives++ == 0) {
                throw Failure.of(FailureCode.SERVICE_UNAVAILABLE, "no answer");
            }
            return super.receive(max, wait);
        }

        @Override
        public void delete(Collection<Message> messages) {
            if (deletes++ == 0) {
                throw Failure.of(FailureCode.SERVICE_UNAVAILABLE, "no answer");
            }
            super.delete(messages);
        }
    }
}
