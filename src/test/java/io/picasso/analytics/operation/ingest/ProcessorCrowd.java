package io.picasso.analytics.operation.ingest;

import io.picasso.analytics.adapter.json.JacksonParser;
import io.picasso.analytics.event.EventFactory;
import io.picasso.analytics.event.Redaction;
import io.picasso.analytics.operation.ingest.Life.Death;
import io.picasso.analytics.operation.ingest.Life.Moment;
import io.picasso.analytics.operation.ingest.QueueRequest.Until;
import io.picasso.analytics.port.EventQueue;
import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.wiring.Wiring;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Several processors on one queue. Each takes batches of random size; now and then one dies in the middle of a batch,
 * and another, which knows nothing of what it did, takes its place.
 */
final class ProcessorCrowd {
    private static final int WRITERS = 4;

    private final IngestEnvironment environment;
    private final Random seeds;
    private final int deadly;
    private final AtomicBoolean stop = new AtomicBoolean();
    private final Map<String, Instant> firstSent = new ConcurrentHashMap<>();
    private final Map<Moment, Integer> deaths = new EnumMap<>(Moment.class);
    private final Map<Integer, Integer> batchSizes = new ConcurrentHashMap<>();
    private final List<BatchResult> results = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();
    private final List<Future<?>> slots = new ArrayList<>();
    private int moments;

    /**
     * @param seed decides on the sizes of batches and on who dies when
     * @param deadly one batch in so many is a processor's last
     */
    ProcessorCrowd(IngestEnvironment environment, long seed, int deadly) {
        this.environment = environment;
        this.seeds = new Random(seed);
        this.deadly = deadly;
    }

    void start(int processors) {
        ExecutorService threads = Executors.newFixedThreadPool(processors);
        for (int i = 0; i < processors; i++) {
            Random random = new Random(seeds.nextLong());
            slots.add(threads.submit(() -> succeedEachOther(random)));
        }
        threads.shutdown();
    }

    /** Lets every processor finish its batch and waits for it. */
    void stop() {
        stop.set(true);
        slots.forEach(Waiting::on);
    }

    private void succeedEachOther(Random random) {
        while (!stop.get()) {
            Life life = new Life();
            ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
            try {
                processor(life, writers, random).run(new QueueRequest(Until.STOPPED, Long.MAX_VALUE, 1));
            } catch (IllegalStateException end) {
                if (!(end.getCause() instanceof Death) && !(end.getCause() instanceof IllegalStateException)) {
                    throw end;
                }
                bury(life.planned().orElseThrow());
            } finally {
                writers.shutdownNow();
            }
        }
    }

    private QueueProcessor processor(Life life, ExecutorService writers, Random random) {
        Wiring wiring = environment.wiring();
        ObjectStore lake = new MortalObjectStore(wiring.lake(), life);
        BatchProcessor batches = new BatchProcessor(
                new MessageReader(
                        new JacksonParser(),
                        new CachedTenants(wiring.tenantDirectory(), Clock.systemUTC()),
                        new EventFactory(Redaction.REDACT)),
                new EventLake(lake, "test"),
                new Quarantine(lake, Clock.systemUTC()),
                new DeferredMarkers(lake, Clock.systemUTC()),
                Optional.of(new SessionTables(
                        new MortalSessionStore(wiring.sessionStore(), life), wiring.retention(), writers)),
                writers,
                System::nanoTime);
        EventQueue queue = new MortalEventQueue(
                wiring.queue(), life, () -> 1 + random.nextInt(10), batch -> took(batch, life, random));
        return new QueueProcessor(queue, batches, stop::get, new Listener());
    }

    /** Only a batch of fresh messages may be a last one, so that no message is worked on in vain again and again. */
    private void took(List<EventQueue.Message> batch, Life life, Random random) {
        batch.forEach(message -> firstSent.merge(message.body(), message.sentAt(), (a, b) -> a.isBefore(b) ? a : b));
        if (!batch.isEmpty()) {
            batchSizes.merge(batch.size(), 1, Integer::sum);
        }
        boolean fresh = !batch.isEmpty() && batch.stream().allMatch(message -> message.deliveries() == 1);
        if (!fresh) {
            life.spare();
        } else if (life.planned().isEmpty() && random.nextInt(deadly) == 0) {
            life.planEnd(nextMoment());
        }
    }

    private synchronized Moment nextMoment() {
        return Moment.values()[moments++ % Moment.values().length];
    }

    private synchronized void bury(Moment moment) {
        deaths.merge(moment, 1, Integer::sum);
    }

    /** How often a processor died at each moment. */
    synchronized Map<Moment, Integer> deaths() {
        return new EnumMap<>(deaths);
    }

    /** The results of all batches that were finished. */
    synchronized List<BatchResult> results() {
        return List.copyOf(results);
    }

    /** What the processors complained of. */
    synchronized List<String> troubles() {
        return List.copyOf(troubles);
    }

    /** How many batches of each size were taken. */
    Map<Integer, Integer> batchSizes() {
        return batchSizes;
    }

    /** When the queue first took each body. */
    Map<String, Instant> firstSent() {
        return firstSent;
    }

    private final class Listener implements QueueProcessor.Listener {
        @Override
        public void processed(int messages, BatchResult result) {
            synchronized (ProcessorCrowd.this) {
                results.add(result);
                result.failures().forEach(failure -> troubles.add(failure.toString()));
            }
        }

        @Override
        public void waiting(io.picasso.analytics.failure.Failure why, Duration pause) {
            synchronized (ProcessorCrowd.this) {
                troubles.add(why.toString());
            }
        }
    }
}
