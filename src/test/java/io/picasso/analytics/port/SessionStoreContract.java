package io.picasso.analytics.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.key.SummaryKey;
import io.picasso.analytics.law.Core;
import io.picasso.analytics.port.SessionStore.StoredEvent;
import io.picasso.analytics.port.SessionStore.StoredSummary;
import io.picasso.analytics.port.SessionStore.SummaryPage;
import io.picasso.analytics.port.SessionStore.SummaryRange;
import io.picasso.analytics.port.SessionStore.Unwritten;
import io.picasso.analytics.session.Counters;
import io.picasso.analytics.session.Outcome;
import io.picasso.analytics.session.SessionSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link SessionStore} must hold. */
public abstract class SessionStoreContract {
    /** When the client of every test event says that it happened: late enough that no engine deletes it as expired. */
    protected static final Instant CLIENT = Instant.parse("2085-12-28T09:15:02.481Z");

    private static final AtomicInteger COUNT = new AtomicInteger();

    /** The tenant of most events. */
    protected static final Tenant OWN = Core.TENANT;

    private static final Tenant FOREIGN = new Tenant("OTHER0001", "ot0123456789ab");

    /** A session that no other test uses. */
    protected final SessionId session = new SessionId("contract-" + COUNT.incrementAndGet() + "-" + System.nanoTime());

    /** The store; the same tables each time. */
    protected abstract SessionStore store();

    // ---- events

    @Test
    void aSessionNobodyWroteHasNoEventsAndNoTenant() {
        assertThat(store().events(OWN.hash(), session)).isEmpty();
        assertThat(store().tenantsOf(session)).isEmpty();
    }

    @Test
    void whatIsReadIsWhatWasPut() {
        Event event = Core.event(
                "{\"session_id\":\"" + session + "\",\"tenant_id\":\"DEM000001\",\"tenant_hash\":\"de0123456789ab\","
                        + "\"step_number\":7,\"event_type\":\"MESSAGE_RECEIVED\",\"event_id\":\"own-1\","
                        + "\"ga_client_id\":\"1.2\",\"client_timestamp\":\"2085-12-28T09:15:02+01:00\","
                        + "\"event_payload\":{\"response_time_ms\":1.50,\"content_preview\":\"\u00e9\ud83d\ude00\","
                        + "\"deep\":[{\"a\":null}]}}",
                CLIENT.minusSeconds(3_000));

        assertThat(store().putEvents(List.of(event))).isEqualTo(Unwritten.NOTHING);

        List<StoredEvent> stored = store().events(OWN.hash(), session);
        assertThat(stored).hasSize(1);
        Event read = stored.get(0).event();
        assertThat(read.tenant()).isEqualTo(event.tenant());
        assertThat(read.session()).isEqualTo(event.session());
        assertThat(read.step()).isEqualTo(7);
        assertThat(read.type()).isEqualTo(event.type());
        assertThat(read.payload()).isEqualTo(event.payload());
        assertThat(read.fingerprint()).isEqualTo(event.fingerprint());
        assertThat(read.occurredAt()).isEqualTo(Instant.parse("2085-12-28T08:15:02Z"));
        assertThat(read.time().client()).isEqualTo("2085-12-28T09:15:02+01:00");
        assertThat(read.time().skewed()).isFalse();
        assertThat(read.eventId()).isEqualTo("own-1");
        assertThat(read.producer().gaClientId()).isEqualTo("1.2");
        assertThat(stored.get(0).legacy()).isFalse();
        assertThat(stored.get(0).ttl())
                .isEqualTo(Instant.parse("2086-03-28T08:15:02Z").getEpochSecond());
    }

    @Test
    void anEventWithNothingButItsSessionComesBack() {
        Event bare = Core.event("{\"session_id\":\"" + session + "\",\"tenant_id\":\"de0123456789ab\"}", CLIENT);

        store().putEvents(List.of(bare));

        Event read = store().events(OWN.hash(), session).get(0).event();
        assertThat(read.type()).isEqualTo(bare.type());
        assertThat(read.payload().isEmpty()).isTrue();
        assertThat(read.time().client()).isNull();
        assertThat(read.time().skewed()).isTrue();
        assertThat(read.occurredAt()).isEqualTo(CLIENT);
        assertThat(read.eventId()).isEqualTo(bare.eventId());
    }

    @Test
    void puttingAnEventAgainKeepsOne() {
        List<Event> events = List.of(event(1, "a"), event(2, "b"));
        store().putEvents(events);
        List<StoredEvent> once = store().events(OWN.hash(), session);

        assertThat(store().putEvents(events)).isEqualTo(Unwritten.NOTHING);

        assertThat(store().events(OWN.hash(), session)).hasSize(2).isEqualTo(once);
    }

    @Test
    void aQuestionAndItsAnswerOnOneStepAreTwoEvents() {
        store().putEvents(List.of(event(3, "question"), event(3, "answer")));

        assertThat(store().events(OWN.hash(), session)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 24, 25, 26, 50, 51, 130})
    void anyNumberOfEventsIsPutWhole(int count) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(event(900 + i, "number " + i));
        }

        assertThat(store().putEvents(events)).isEqualTo(Unwritten.NOTHING);

        assertThat(store().events(OWN.hash(), session))
                .extracting(stored -> stored.event().fingerprint())
                .containsExactlyInAnyOrderElementsOf(
                        events.stream().map(Event::fingerprint).toList());
    }

    @Test
    void aSessionOfMoreThanOnePageIsReadWhole() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            events.add(event(i, "x".repeat(300_000)));
        }

        assertThat(store().putEvents(events)).isEqualTo(Unwritten.NOTHING);

        assertThat(store().events(OWN.hash(), session))
                .hasSize(14)
                .allMatch(stored -> stored.event()
                                .payload()
                                .text("content_preview")
                                .orElse("")
                                .length()
                        == 300_000);
    }

    @Test
    void eventsOfAnotherTenantInTheSameSessionAreNotSeen() {
        Event own = event(1, "own");
        Event foreign = as(FOREIGN, event(2, "foreign"));
        store().putEvents(List.of(own, foreign));

        assertThat(store().events(OWN.hash(), session))
                .extracting(e -> e.event().fingerprint())
                .containsExactly(own.fingerprint());
        assertThat(store().events(FOREIGN.hash(), session))
                .extracting(e -> e.event().fingerprint())
                .containsExactly(foreign.fingerprint());
        assertThat(store().tenantsOf(session)).containsExactlyInAnyOrder(OWN, FOREIGN);
    }

    @Test
    void whicheverDeliveryComesFirstTheOneWithTheProducersTimeStands() {
        for (List<Integer> order : List.of(
                List.of(0, 20, 30),
                List.of(0, 30, 20),
                List.of(20, 0, 30),
                List.of(20, 30, 0),
                List.of(30, 0, 20),
                List.of(30, 20, 0))) {
            SessionId own = new SessionId(session + "-" + order.get(0) + "-" + order.get(1));
            order.forEach(days -> store().putEvents(List.of(receivedAfter(own, days))));

            assertThat(store().events(OWN.hash(), own))
                    .as("in the order %s", order)
                    .hasSize(1);
            Event stands = store().events(OWN.hash(), own).get(0).event();
            assertThat(stands.time().skewed()).as("in the order %s", order).isFalse();
            assertThat(stands.occurredAt()).as("in the order %s", order).isEqualTo(CLIENT);
        }
    }

    @Test
    void ofDeliveriesTimedByOurOwnClockTheEarliestStands() {
        for (List<Integer> order : List.of(List.of(20, 30), List.of(30, 20), List.of(30, 20, 30))) {
            SessionId own = new SessionId(session + "-" + order.size() + "-" + order.get(0));
            order.forEach(days -> store().putEvents(List.of(receivedAfter(own, days))));

            assertThat(store().events(OWN.hash(), own)).hasSize(1);
            StoredEvent stands = store().events(OWN.hash(), own).get(0);
            assertThat(stands.event().occurredAt())
                    .as("in the order %s", order)
                    .isEqualTo(CLIENT.plus(Duration.ofDays(20)));
            assertThat(stands.ttl()).isEqualTo(CLIENT.plus(Duration.ofDays(110)).getEpochSecond());
        }
    }

    // ---- anchors

    @Test
    void thereIsNoAnchorBeforeOneIsFixed() {
        assertThat(store().findAnchor(OWN.hash(), session)).isEmpty();
    }

    @Test
    void theFirstAnchorStaysWhateverIsProposedLater() {
        assertThat(store().anchor(OWN, session, CLIENT).at()).isEqualTo(CLIENT);
        assertThat(store().anchor(OWN, session, CLIENT.minusSeconds(60)).at()).isEqualTo(CLIENT);
        assertThat(store().anchor(OWN, session, CLIENT.plusSeconds(60)).at()).isEqualTo(CLIENT);
        assertThat(store().findAnchor(OWN.hash(), session)).contains(CLIENT);
    }

    @Test
    void eachTenantHasAnAnchorOfItsOwn() {
        store().anchor(OWN, session, CLIENT);

        assertThat(store().findAnchor(FOREIGN.hash(), session)).isEmpty();
        assertThat(store().anchor(FOREIGN, session, CLIENT.plusSeconds(1)).at()).isEqualTo(CLIENT.plusSeconds(1));
        assertThat(store().findAnchor(OWN.hash(), session)).contains(CLIENT);
    }

    @Test
    void racingWritersAreGivenOneAnchor() throws Exception {
        List<Instant> given = atOnce(
                8, i -> store().anchor(OWN, session, CLIENT.plusSeconds(i)).at());

        assertThat(given).hasSize(8).allMatch(given.get(0)::equals);
        assertThat(store().findAnchor(OWN.hash(), session)).contains(given.get(0));
    }

    @Test
    void anchorsOfManySessionsAreFixedWhereNoneIs() {
        SessionId known = new SessionId(session + "-known");
        store().anchor(OWN, known, CLIENT);
        Map<SessionId, Instant> proposed = new LinkedHashMap<>();
        proposed.put(known, CLIENT.minusSeconds(60));
        for (int i = 0; i < 60; i++) {
            proposed.put(new SessionId(session + "-" + i), CLIENT.plusSeconds(i));
        }

        Map<SessionId, SessionStore.Anchor> anchors = store().anchors(OWN, proposed);

        assertThat(anchors).containsOnlyKeys(proposed.keySet());
        proposed.forEach((id, at) -> assertThat(anchors.get(id))
                .isEqualTo(
                        id.equals(known) ? new SessionStore.Anchor(CLIENT, false) : new SessionStore.Anchor(at, true)));
        anchors.forEach(
                (id, anchor) -> assertThat(store().findAnchor(OWN.hash(), id)).contains(anchor.at()));
        assertThat(store().anchors(OWN, proposed).values()).noneMatch(SessionStore.Anchor::created);
    }

    // ---- summaries

    @Test
    void aSessionsSummaryIsFoundUnderTheFixedTimeWhateverTimeIsLikely() {
        Instant early = CLIENT.minusSeconds(60);
        SummaryKey likely = new SummaryKey(OWN.hash(), early, session);
        assertThat(store().summaryOf(OWN.hash(), session, Optional.empty())).isEmpty();
        assertThat(store().summaryOf(OWN.hash(), session, Optional.of(early))).isEmpty();

        store().updateSummary(likely, Optional.empty(), summary(1));
        assertThat(store().summaryOf(OWN.hash(), session, Optional.of(early)))
                .map(SessionSummary::counters)
                .contains(summary(1).counters());
        assertThat(store().summaryOf(OWN.hash(), session, Optional.empty())).isEmpty();

        store().anchor(OWN, session, CLIENT);
        assertThat(store().summaryOf(OWN.hash(), session, Optional.of(early))).isEmpty();

        store().updateSummary(key(), Optional.empty(), summary(2));
        for (Optional<Instant> time : List.of(Optional.of(early), Optional.of(CLIENT), Optional.<Instant>empty())) {
            assertThat(store().summaryOf(OWN.hash(), session, time))
                    .map(SessionSummary::counters)
                    .contains(summary(2).counters());
        }
        assertThat(store().summaryOf(FOREIGN.hash(), session, Optional.of(CLIENT)))
                .isEmpty();
    }

    @Test
    void summariesAreAddedWhereNoneIsAndTheOthersAreNamed() {
        SessionSummary there = summary(2);
        store().updateSummary(key(), Optional.empty(), there);
        Map<SummaryKey, SessionSummary> added = new LinkedHashMap<>();
        added.put(key(), summary(9));
        for (int i = 0; i < 60; i++) {
            added.put(new SummaryKey(OWN.hash(), CLIENT.plusSeconds(i), new SessionId(session + "-" + i)), summary(i));
        }

        assertThat(store().addSummaries(added)).containsExactly(key());

        assertThat(store().summary(key())).contains(there);
        added.remove(key());
        added.forEach((key, summary) ->
                assertThat(store().summary(key)).map(SessionSummary::counters).contains(summary.counters()));
        assertThat(store().addSummaries(added)).containsExactlyInAnyOrderElementsOf(added.keySet());
        assertThat(store().addSummaries(Map.of())).isEmpty();
    }

    @Test
    void aSummaryNobodyWroteIsNotThereThoughItsAnchorIs() {
        store().anchor(OWN, session, CLIENT);

        assertThat(store().summary(key())).isEmpty();
    }

    @Test
    void aSummaryWithEverythingIsReadAsItWasWritten() {
        SessionSummary full = new SessionSummary(
                OWN,
                session,
                CLIENT.minusSeconds(9),
                CLIENT.plusSeconds(90),
                new Counters(9, 3, 2, 4_500, 2),
                Optional.of("Do you open on Sunday?"),
                Optional.of(Outcome.FORM_COMPLETED),
                true,
                Optional.of("contact"),
                3_670_000_000L);

        assertThat(store().updateSummary(key(), Optional.empty(), full)).isTrue();

        assertThat(store().summary(key())).contains(full);
    }

    @Test
    void aSummaryWithoutAnyMessageOrOutcomeIsWrittenToo() {
        SessionSummary bare = summary(1);

        assertThat(store().updateSummary(key(), Optional.empty(), bare)).isTrue();

        assertThat(store().summary(key())).contains(bare);
    }

    @Test
    void everyChangeFromOneSummaryToAnotherArrives() {
        List<SessionSummary> states = List.of(
                summary(1),
                with(summary(2), Optional.of("first"), Optional.empty(), false, Optional.empty()),
                with(summary(3), Optional.of("first"), Optional.of(Outcome.CTA_CLICKED), true, Optional.empty()),
                with(summary(4), Optional.of("other"), Optional.of(Outcome.FORM_COMPLETED), true, Optional.of("f1")),
                with(summary(5), Optional.of("other"), Optional.of(Outcome.FORM_COMPLETED), true, Optional.of("f2")),
                // A form completed last that did not say its id, and a first question whose preview is gone.
                with(summary(6), Optional.empty(), Optional.of(Outcome.FORM_COMPLETED), true, Optional.empty()),
                // Nobody loses events, but a repair may find that there are fewer than the row says.
                with(summary(2), Optional.empty(), Optional.empty(), true, Optional.empty()));
        Optional<SessionSummary> stored = Optional.empty();
        for (SessionSummary state : states) {
            assertThat(store().updateSummary(key(), stored, state)).isTrue();
            assertThat(store().summary(key())).contains(state);
            stored = Optional.of(state);
        }
    }

    @Test
    void nothingIsDoneWhenARowIsThereThatWasNotRead() {
        store().updateSummary(key(), Optional.empty(), summary(2));

        assertThat(store().updateSummary(key(), Optional.empty(), summary(3))).isFalse();

        assertThat(store().summary(key())).contains(summary(2));
    }

    @Test
    void nothingIsDoneWhenTheRowThatWasReadIsGone() {
        assertThat(store().updateSummary(key(), Optional.of(summary(2)), summary(3)))
                .isFalse();

        assertThat(store().summary(key())).isEmpty();
    }

    @Test
    void nothingIsDoneWhenTheRowIsNoLongerAsItWasRead() {
        SessionSummary row =
                with(summary(4), Optional.of("a"), Optional.of(Outcome.CTA_CLICKED), true, Optional.of("f"));
        store().updateSummary(key(), Optional.empty(), row);
        List<SessionSummary> others = List.of(
                with(summary(3), row.firstQuestion(), row.settledOutcome(), true, row.formId()),
                times(row, row.startedAt().minusMillis(1), row.endedAt()),
                times(row, row.startedAt(), row.endedAt().plusMillis(1)),
                with(row, Optional.of("b"), row.settledOutcome(), true, row.formId()),
                with(row, Optional.empty(), row.settledOutcome(), true, row.formId()),
                with(row, row.firstQuestion(), Optional.of(Outcome.LINK_CLICKED), true, row.formId()),
                with(row, row.firstQuestion(), Optional.empty(), true, row.formId()),
                with(row, row.firstQuestion(), row.settledOutcome(), true, Optional.of("g")),
                with(row, row.firstQuestion(), row.settledOutcome(), true, Optional.empty()));
        for (SessionSummary read : others) {
            assertThat(store().updateSummary(key(), Optional.of(read), summary(9)))
                    .as("read as %s", read)
                    .isFalse();
            assertThat(store().summary(key())).contains(row);
        }
        assertThat(store().updateSummary(key(), Optional.of(row), summary(9))).isTrue();
    }

    @Test
    void ofManyUpdatesFromOneStateExactlyOneGetsThrough() throws Exception {
        store().updateSummary(key(), Optional.empty(), summary(1));

        List<Boolean> through = atOnce(8, i -> store().updateSummary(key(), Optional.of(summary(1)), summary(2 + i)));

        assertThat(through).containsOnlyOnce(true);
        assertThat(store().summary(key())).contains(summary(2 + through.indexOf(true)));
    }

    // ---- lists

    @Test
    void summariesOfARangeComeNewestFirstInPagesWithoutAnchors() {
        Tenant tenant = freshTenant();
        List<SummaryKey> keys = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            keys.add(fill(tenant, CLIENT.plusSeconds(i)));
        }
        List<SummaryKey> read = new ArrayList<>();
        Optional<String> before = Optional.empty();
        int pages = 0;
        do {
            SummaryPage page =
                    store().summaries(new SummaryRange(tenant.hash(), CLIENT, CLIENT.plusSeconds(60), before), 3);
            assertThat(page.summaries()).hasSizeLessThanOrEqualTo(3);
            page.summaries().stream().map(StoredSummary::key).forEach(read::add);
            before = page.next();
            pages++;
        } while (before.isPresent() && pages < 10);

        java.util.Collections.reverse(keys);
        assertThat(read).isEqualTo(keys);
    }

    @Test
    void aRangeHoldsItsFirstInstantAndNotTheOneAfterIt() {
        Tenant tenant = freshTenant();
        SummaryKey first = fill(tenant, CLIENT);
        SummaryKey last = fill(tenant, CLIENT.plusSeconds(10).minusMillis(1));
        fill(tenant, CLIENT.minusMillis(1));
        fill(tenant, CLIENT.plusSeconds(10));
        fill(freshTenant(), CLIENT.plusSeconds(5));

        SummaryPage page = store().summaries(
                        new SummaryRange(tenant.hash(), CLIENT, CLIENT.plusSeconds(10), Optional.empty()), 100);

        assertThat(page.summaries()).extracting(StoredSummary::key).containsExactly(last, first);
        assertThat(page.next()).isEmpty();
        assertThat(page.summaries().get(0).summary())
                .isEqualTo(store().summary(last).orElseThrow());
    }

    @Test
    void aTenantWithoutSessionsHasAnEmptyPage() {
        SummaryPage page = store().summaries(
                        new SummaryRange(freshTenant().hash(), CLIENT, CLIENT.plusSeconds(1), Optional.empty()), 10);

        assertThat(page.summaries()).isEmpty();
        assertThat(page.next()).isEmpty();
    }

    // ---- what the tests are made of

    /** An event of the session on a step, with the client's time. */
    protected Event event(int step, String text) {
        return Core.event(message(session, step, text), CLIENT.plusSeconds(1));
    }

    private static String message(SessionId session, int step, String text) {
        return "{\"session_id\":\"" + session + "\",\"tenant_id\":\"de0123456789ab\",\"step_number\":" + step
                + ",\"timestamp\":\"2085-12-28T09:15:02.481Z\",\"event\":{\"type\":\"MESSAGE_SENT\",\"payload\":"
                + "{\"content_preview\":\"" + text + "\"}}}";
    }

    private static Event receivedAfter(SessionId session, int days) {
        return Core.event(message(session, 1, "hello"), CLIENT.plus(Duration.ofDays(days)));
    }

    private static Event as(Tenant tenant, Event event) {
        return new Event(
                tenant,
                event.session(),
                event.step(),
                event.type(),
                event.payload(),
                event.time(),
                event.fingerprint(),
                event.producer());
    }

    private SummaryKey key() {
        return new SummaryKey(OWN.hash(), CLIENT, session);
    }

    private SessionSummary summary(long events) {
        return new SessionSummary(
                OWN,
                session,
                CLIENT,
                CLIENT.plusSeconds(60),
                new Counters(events, 0, 0, 0, 0),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                3_670_000_000L);
    }

    private static SessionSummary with(
            SessionSummary summary,
            Optional<String> question,
            Optional<Outcome> outcome,
            boolean formStarted,
            Optional<String> form) {
        return new SessionSummary(
                summary.tenant(),
                summary.session(),
                summary.startedAt(),
                summary.endedAt(),
                summary.counters(),
                question,
                outcome,
                formStarted,
                form,
                summary.ttl());
    }

    private static SessionSummary times(SessionSummary summary, Instant start, Instant end) {
        return new SessionSummary(
                summary.tenant(),
                summary.session(),
                start,
                end,
                summary.counters(),
                summary.firstQuestion(),
                summary.settledOutcome(),
                summary.formStarted(),
                summary.formId(),
                summary.ttl());
    }

    private static Tenant freshTenant() {
        int number = COUNT.incrementAndGet();
        return new Tenant("T" + number, String.format("t%09dx%d", number, System.nanoTime() % 1_000_000));
    }

    private SummaryKey fill(Tenant tenant, Instant start) {
        SessionId id = new SessionId("listed-" + COUNT.incrementAndGet());
        SummaryKey key =
                new SummaryKey(tenant.hash(), store().anchor(tenant, id, start).at(), id);
        SessionSummary summary = new SessionSummary(
                tenant,
                id,
                start,
                start,
                new Counters(1, 0, 0, 0, 0),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                3_670_000_000L);
        store().updateSummary(key, Optional.empty(), summary);
        return key;
    }

    private static <T> List<T> atOnce(int threads, java.util.function.IntFunction<T> call) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<T>> calls = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                calls.add(() -> call.apply(number));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : pool.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
