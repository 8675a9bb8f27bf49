package io.picasso.analytics.operation.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.event.Envelope;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.key.DeferredKey;
import io.picasso.analytics.key.QuarantineKey;
import io.picasso.analytics.law.Cases;
import io.picasso.analytics.law.Core;
import io.picasso.analytics.operation.ingest.Life.Moment;
import io.picasso.analytics.operation.ingest.PlayedCollection.Played;
import io.picasso.analytics.sample.TaskmasterDialogs;
import io.picasso.analytics.setting.SettingKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The main promise on real input: nothing is lost and every count is right, whatever the order, the repeats, the batches
 * and the deaths of processors. {@code -Dpicasso.seed=N} repeats another course of events.
 */
class WholeCollectionTest {
    private static final int PROCESSORS = 4;
    private static final String VISIBILITY_SECONDS = "12";
    private static final Duration LONGEST = Duration.ofMinutes(15);

    @Test
    void theWholeCollectionArrivesOnceThoughItIsSentThriceToProcessorsThatDie() throws Exception {
        long seed = Cases.firstSeed();
        Random random = new Random(seed);
        try (IngestEnvironment environment =
                IngestEnvironment.create(Map.of(SettingKey.VISIBILITY_SECONDS, VISIBILITY_SECONDS))) {
            PlayedCollection collection = PlayedCollection.of(TaskmasterDialogs.all(), Instant.now(), random);
            List<Played> deliveries = deliveries(collection.events(), random);
            System.out.printf(
                    "whole collection: seed %d, %d events, %d deliveries, %d sessions with a wrong clock, %d shared%n",
                    seed,
                    collection.events().size(),
                    deliveries.size(),
                    collection.skewedSessions(),
                    collection.sharedSessions());
            long start = System.nanoTime();
            ProcessorCrowd crowd = new ProcessorCrowd(environment, random.nextLong(), 120);
            crowd.start(PROCESSORS);
            send(environment, deliveries, random);
            long sent = System.nanoTime();
            awaitEmpty(environment);
            crowd.stop();
            long processed = System.nanoTime();
            System.out.printf(
                    "whole collection: sent in %d s, processed in %d s, batches by size %s, deaths %s%n",
                    Duration.ofNanos(sent - start).toSeconds(),
                    Duration.ofNanos(processed - start).toSeconds(),
                    crowd.batchSizes(),
                    crowd.deaths());

            assertThat(crowd.troubles()).isEmpty();
            assertThat(crowd.deaths()).containsOnlyKeys(Moment.values());
            assertThat(crowd.batchSizes().keySet()).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
            assertThat(environment.deadLetters()).isZero();
            assertThat(environment.paths(QuarantineKey.PREFIX)).isEmpty();
            assertThat(environment.paths(DeferredKey.PREFIX)).isEmpty();
            Map<String, Instant> firstSent = firstSent(crowd.firstSent());
            assertThat(firstSent).hasSize(collection.events().size());
            assertThat(Differences.in(environment, collection.events(), event -> firstSent.get(event.text())))
                    .isEmpty();
            System.out.printf(
                    "whole collection: compared in %d s%n",
                    Duration.ofNanos(System.nanoTime() - processed).toSeconds());
        }
    }

    /** Each event one to three times, in no order. */
    private static List<Played> deliveries(List<Played> events, Random random) {
        List<Played> deliveries = new ArrayList<>();
        for (Played event : events) {
            deliveries.addAll(Collections.nCopies(1 + random.nextInt(3), event));
        }
        Collections.shuffle(deliveries, random);
        return deliveries;
    }

    /** As widgets send them: mostly up to 10 events in a request, which become messages of one; sometimes more. */
    private static void send(IngestEnvironment environment, List<Played> deliveries, Random random) {
        Sender sender = environment.wiring().ingestion().sender();
        int from = 0;
        while (from < deliveries.size()) {
            int size = random.nextInt(12) == 0 ? 11 + random.nextInt(20) : 1 + random.nextInt(10);
            List<Played> request = deliveries.subList(from, Math.min(from + size, deliveries.size()));
            Sender.Report report = sender.send(
                    IngestEnvironment.lines(request.stream().map(Played::text).toList())
                            .iterator(),
                    size);
            assertThat(report.events()).isEqualTo(request.size());
            from += size;
        }
    }

    private static void awaitEmpty(IngestEnvironment environment) throws InterruptedException {
        Instant end = Instant.now().plus(LONGEST);
        int empty = 0;
        while (empty < 3) {
            assertThat(Instant.now()).as("the queue is empty in time").isBefore(end);
            empty = environment.messages() == 0 ? empty + 1 : 0;
            Thread.sleep(500);
        }
    }

    /** When the queue first took each event, by the text of the event. */
    private static Map<String, Instant> firstSent(Map<String, Instant> bodies) {
        Map<String, Instant> first = new HashMap<>();
        bodies.forEach((body, sentAt) -> {
            for (JsonValue event : Core.accepted(Envelope.open(Core.json(body)))) {
                first.merge(JsonText.compact(event), sentAt, (a, b) -> a.isBefore(b) ? a : b);
            }
        });
        return first;
    }
}
