package io.picasso.analytics.operation.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.key.SummaryKey;
import io.picasso.analytics.law.Core;
import io.picasso.analytics.port.SessionStore;
import io.picasso.analytics.session.Outcome;
import io.picasso.analytics.session.Retention;
import io.picasso.analytics.session.SessionSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Writers that race for one session, each step of the other placed where it hurts most. */
class SummaryRaceTest {
    private static final IngestEnvironment ENVIRONMENT = IngestEnvironment.create();
    private static final SessionStore STORE = ENVIRONMENT.wiring().sessionStore();
    private static final Retention RETENTION = new Retention(90);
    private static final Instant CLIENT = Instant.parse("2085-12-28T09:15:02.481Z");
    private static final Tenant TENANT = Core.TENANT;

    private final SessionId session = new SessionId("race-" + System.nanoTime());
    private final SummaryKey key = new SummaryKey(TENANT.hash(), CLIENT, session);

    @AfterAll
    static void close() {
        ENVIRONMENT.close();
    }

    @Test
    void anOlderFoldIsNotWrittenOverOneThatKnowsABetterDelivery() {
        // Both deliveries are the same event, so the count does not tell the two folds apart.
        STORE.putEvents(List.of(event("LINK_CLICKED", 1, 0, 30)));
        SessionStore interrupted = new BeforeUpdate(STORE, () -> {
            STORE.putEvents(List.of(event("LINK_CLICKED", 1, 0, 0)));
            refresh(STORE);
        });

        refresh(interrupted);

        assertThat(STORE.summary(key)).map(SessionSummary::startedAt).contains(CLIENT);
    }

    @Test
    void anOlderFoldIsNotWrittenOverOneOfTheSameCountAndTimes() {
        // Between the first and the last event, the better delivery of the link makes it the earlier click.
        STORE.putEvents(List.of(
                event("WIDGET_OPENED", 1, -5, 0),
                event("CTA_CLICKED", 2, 10, 0),
                event("LINK_CLICKED", 3, 5, 40),
                event("WIDGET_CLOSED", 4, 50 * 86_400, 50)));
        refresh(STORE);
        assertThat(STORE.summary(key).flatMap(SessionSummary::settledOutcome)).contains(Outcome.CTA_CLICKED);
        Optional<SessionSummary> before = STORE.summary(key);
        STORE.putEvents(List.of(event("LINK_CLICKED", 3, 5, 0)));
        refresh(STORE);

        assertThat(STORE.updateSummary(key, before, before.orElseThrow())).isFalse();
        assertThat(STORE.summary(key).flatMap(SessionSummary::settledOutcome)).contains(Outcome.LINK_CLICKED);
    }

    @Test
    void aGuessThatIsWrongHarmsNothing() {
        STORE.putEvents(List.of(event("WIDGET_OPENED", 1, 0, 0)));
        refresh(STORE);
        Optional<SessionSummary> first = STORE.summary(key);
        STORE.putEvents(List.of(event("MESSAGE_SENT", 2, 1, 0), event("MESSAGE_SENT", 3, 2, 0)));
        refresh(STORE);
        Optional<SessionSummary> complete = STORE.summary(key);

        for (Optional<SessionSummary> guess : List.of(Optional.<SessionSummary>empty(), first, complete)) {
            assertThat(new SummaryWriter(STORE, RETENTION)
                            .refresh(TENANT, session, CLIENT, guess)
                            .summary())
                    .isEqualTo(complete);
            assertThat(STORE.summary(key)).isEqualTo(complete);
        }
        assertThat(complete.orElseThrow().counters().userMessages()).isEqualTo(2);
    }

    @Test
    void aSummaryThatWasDeletedIsMadeAgainThoughItIsRemembered() {
        STORE.putEvents(List.of(event("MESSAGE_SENT", 1, 0, 0)));
        Optional<SessionSummary> remembered = new SummaryWriter(STORE, RETENTION)
                .refresh(TENANT, session, CLIENT, Optional.empty())
                .summary();

        SummaryWriter.Refreshed again =
                new SummaryWriter(STORE, RETENTION).refresh(TENANT, session, CLIENT.plusSeconds(1), remembered);

        // Its anchor is not there either, so it is fixed anew, and the row is where the anchor says.
        assertThat(again.summary()).isEqualTo(remembered);
        assertThat(STORE.findAnchor(TENANT.hash(), session)).contains(again.anchoredAt());
        assertThat(STORE.summary(new SummaryKey(TENANT.hash(), again.anchoredAt(), session)))
                .isEqualTo(remembered);
        assertThat(STORE.summary(new SummaryKey(TENANT.hash(), CLIENT.plusSeconds(1), session)))
                .isEmpty();
    }

    @Test
    void aCrowdOfWritersOnOneSessionLosesNoCount() throws Exception {
        int writers = 12;
        int each = 8;
        ExecutorService pool = Executors.newFixedThreadPool(writers);
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                int number = writer;
                ends.add(pool.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        STORE.putEvents(List.of(event("MESSAGE_SENT", number * each + i, i, 0)));
                        refresh(STORE);
                    }
                }));
            }
            ends.forEach(Waiting::on);
        } finally {
            pool.shutdownNow();
        }
        SessionSummary summary = STORE.summary(key).orElseThrow();
        assertThat(summary.counters().userMessages()).isEqualTo(writers * each);
        assertThat(summary.counters().events()).isEqualTo(writers * each);
        assertThat(summary.startedAt()).isEqualTo(CLIENT);
        assertThat(summary.endedAt()).isEqualTo(CLIENT.plusSeconds(each - 1));
    }

    private void refresh(SessionStore store) {
        new SummaryWriter(store, RETENTION).refresh(TENANT, session, CLIENT, Optional.empty());
    }

    /** An event at a second after the session's time, received so many days after it. */
    private Event event(String type, int step, int second, int daysLater) {
        String time = io.picasso.analytics.event.UtcTime.format(CLIENT.plusSeconds(second));
        return Core.event(
                "{\"session_id\":\"" + session + "\",\"tenant_id\":\"de0123456789ab\",\"step_number\":" + step
                        + ",\"timestamp\":\"" + time + "\",\"event\":{\"type\":\"" + type + "\"}}",
                CLIENT.plus(Duration.ofDays(daysLater)));
    }

    /** Lets something else happen before the first update. */
    private static final class BeforeUpdate extends PassingSessionStore {
        private Optional<Runnable> first;

        BeforeUpdate(SessionStore store, Runnable first) {
            super(store);
            this.first = Optional.of(first);
        }

        @Override
        public boolean updateSummary(SummaryKey key, Optional<SessionSummary> stored, SessionSummary summary) {
            Optional<Runnable> now = first;
            first = Optional.empty();
            now.ifPresent(Runnable::run);
            return super.updateSummary(key, stored, summary);
        }
    }
}
