package io.picasso.analytics.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.Producer;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.key.SummaryKey;
import io.picasso.analytics.law.Core;
import io.picasso.analytics.port.SessionRows.AnchorRow;
import io.picasso.analytics.port.SessionRows.EventRow;
import io.picasso.analytics.port.SessionRows.SummaryRow;
import io.picasso.analytics.session.Counters;
import io.picasso.analytics.session.Outcome;
import io.picasso.analytics.session.SessionSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link SessionRows} must hold, beside a {@link SessionStore} on the same tables. */
public abstract class SessionRowsContract {
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Late enough that no engine deletes anything as expired. */
    protected static final Instant NOON = Instant.parse("2085-12-28T12:00:00.000Z");

    /** A tenant and a session that no other test uses. */
    protected final Tenant tenant = new Tenant(
            "ROWS" + COUNT.incrementAndGet(),
            ("ro" + Long.toString(System.nanoTime(), 36) + "0123456789").substring(0, 16));

    protected final SessionId session = new SessionId("rows-" + COUNT.incrementAndGet() + "-" + System.nanoTime());

    /** The rows; the same tables each time. */
    protected abstract SessionRows rows();

    /** The store over the same tables. */
    protected abstract SessionStore store();

    // ---- events

    @Test
    void aRangeOfEventsIsFromItsFirstInstantToBeforeItsEndInOrder() {
        Event early = event(session, 1, NOON.minusMillis(1));
        Event first = event(session, 2, NOON);
        Event second = event(session, 3, NOON.plusMillis(1_500));
        Event end = event(session, 4, NOON.plusMillis(1_501));
        store().putEvents(List.of(end, second, early, first));

        assertThat(all(rows().events(tenant.hash(), NOON, NOON.plusMillis(1_501), 0)))
                .extracting(row -> row.event().step())
                .containsExactly(2, 3);
        assertThat(all(rows().events(tenant.hash(), NOON, NOON, 0))).isEmpty();
        assertThat(all(rows().events(tenant.hash(), UtcTime.MIN, UtcTime.MAX, 2)))
                .extracting(row -> row.event().step())
                .containsExactly(1, 2, 3, 4);
    }

    @Test
    void anEventOfTheRangeIsTheSameAsReadOfItsSession() {
        store().putEvents(List.of(event(session, 1, NOON)));

        EventRow ranged =
                rows().events(tenant.hash(), NOON, NOON.plusSeconds(1), 0).next();
        EventRow own = rows().events(session).get(0);

        assertThat(ranged.key()).isEqualTo(own.key());
        assertThat(ranged.event()).isEqualTo(own.event());
        assertThat(ranged.ttl())
                .isEqualTo(own.ttl())
                .isEqualTo(NOON.plus(Duration.ofDays(90)).getEpochSecond());
        assertThat(ranged.legacy()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void moreEventsThanAPageHoldsComeWholeAndOnce(int ahead) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            events.add(event(session, i, NOON.plusSeconds(i), "x".repeat(100_000)));
        }
        store().putEvents(events);

        assertThat(all(rows().events(tenant.hash(), NOON, NOON.plusSeconds(60), ahead)))
                .extracting(row -> row.event().fingerprint())
                .isEqualTo(events.stream().map(Event::fingerprint).toList());
        assertThat(rows().events(session)).hasSize(40);
    }

    @Test
    void atTheEndOfARangeThereIsNothingMore() {
        Iterator<EventRow> none = rows().events(tenant.hash(), NOON, NOON.plusSeconds(1), 1);

        assertThat(none.hasNext()).isFalse();
        assertThat(catchThrowable(none::next)).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void theRowsOfASessionAreThoseOfEveryTenant() {
        Tenant other = new Tenant("OTHER1", "ot0123456789ab");
        store().putEvents(List.of(event(session, 1, NOON), as(other, event(session, 2, NOON))));

        assertThat(rows().events(session))
                .extracting(row -> row.event().tenant())
                .containsExactlyInAnyOrder(tenant, other);
        assertThat(all(rows().events(tenant.hash(), NOON, NOON.plusSeconds(1), 0)))
                .hasSize(1);
    }

    @Test
    void anEventIsDeletedOnceAndOnlyIt() {
        store().putEvents(List.of(event(session, 1, NOON), event(session, 2, NOON)));
        EventRow row = rows().events(session).get(0);

        assertThat(rows().deleteEvent(row)).isTrue();
        assertThat(rows().deleteEvent(row)).isFalse();
        assertThat(rows().events(session)).extracting(r -> r.event().step()).containsExactly(2);
    }

    @Test
    void anEventReadFromTheRangeCanBeDeletedToo() {
        store().putEvents(List.of(event(session, 1, NOON)));

        assertThat(rows().deleteEvent(rows().events(tenant.hash(), NOON, NOON.plusSeconds(1), 0)
                        .next()))
                .isTrue();
        assertThat(rows().events(session)).isEmpty();
    }

    @Test
    void anEventThatWasPutAgainInAnotherFormStays() {
        Event event = event(session, 1, NOON);
        store().putEvents(List.of(event));
        EventRow row = rows().events(session).get(0);
        store().putEvents(List.of(named(event, "7.8")));

        assertThat(rows().deleteEvent(row)).isFalse();
        assertThat(rows().events(session)).hasSize(1);
    }

    @Test
    void anEventThatWasPutAgainAsItWasIsNotChanged() {
        Event event = event(session, 1, NOON);
        store().putEvents(List.of(event));
        EventRow row = rows().events(session).get(0);
        store().putEvents(List.of(event));

        assertThat(rows().deleteEvent(row)).isTrue();
    }

    // ---- summaries

    @Test
    void summariesComeByTheTimeInTheirKeysAndAnchorsDoNot() {
        SummaryKey second = key(session, NOON.plusSeconds(1));
        SummaryKey first = key(new SessionId(session + "-b"), NOON);
        SummaryKey end = key(new SessionId(session + "-c"), NOON.plusSeconds(2));
        for (SummaryKey key : List.of(second, first, end)) {
            store().updateSummary(key, Optional.empty(), summary(key.session(), 2));
        }
        store().anchor(tenant, session, NOON);

        assertThat(all(rows().summaries(tenant.hash(), NOON, NOON.plusSeconds(2))))
                .extracting(SummaryRow::key)
                .containsExactly(first, second);
        SummaryRow row = rows().summary(second).orElseThrow();
        assertThat(row.summary()).isEqualTo(summary(session, 2));
        assertThat(row.messages()).isEqualTo(2);
        assertThat(row.sessionId()).isEqualTo(session.value());
        assertThat(row.tenantId()).isEqualTo(tenant.id());
        assertThat(rows().summary(key(session, NOON))).isEmpty();
    }

    @Test
    void allRowsOfASessionAreFoundWhereverTheyLie() {
        for (int seconds : new int[] {0, 100_000}) {
            store().updateSummary(key(session, NOON.plusSeconds(seconds)), Optional.empty(), summary(session, 2));
        }
        store().updateSummary(key(new SessionId("other"), NOON), Optional.empty(), summary(session, 2));

        assertThat(rows().summaries(tenant.hash(), session))
                .extracting(row -> row.key().anchoredAt())
                .containsExactly(NOON, NOON.plusSeconds(100_000));
    }

    @Test
    void aSummaryIsDeletedOnlyAsItWasRead() {
        SummaryKey key = key(session, NOON);
        store().updateSummary(key, Optional.empty(), summary(session, 2));
        SummaryRow stale = rows().summary(key).orElseThrow();
        store().updateSummary(key, Optional.of(stale.summary()), summary(session, 3));

        assertThat(rows().deleteSummary(stale)).isFalse();
        assertThat(rows().deleteSummary(rows().summary(key).orElseThrow())).isTrue();
        assertThat(rows().deleteSummary(stale)).isFalse();
        assertThat(rows().summary(key)).isEmpty();
    }

    @Test
    void aSummaryIsReplacedByWhateverIsSaid() {
        SummaryKey key = key(session, NOON);
        SessionSummary large = summary(session, 9);
        SessionSummary small = new SessionSummary(
                tenant,
                session,
                NOON.plusSeconds(5),
                NOON.plusSeconds(6),
                new Counters(1, 0, 0, 0, 0),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                4_000_000_000L);

        assertThat(rows().replaceSummary(key, Optional.empty(), large)).isTrue();
        assertThat(store().summary(key)).contains(large);
        SummaryRow row = rows().summary(key).orElseThrow();
        assertThat(rows().replaceSummary(key, Optional.empty(), small)).isFalse();
        assertThat(rows().replaceSummary(key, Optional.of(row), small)).isTrue();
        assertThat(store().summary(key)).contains(small);
        assertThat(rows().summary(key).orElseThrow().messages()).isZero();
        assertThat(rows().replaceSummary(key, Optional.of(row), large)).isFalse();
        assertThat(store().summary(key)).contains(small);
    }

    @Test
    void aSummaryThatIsGoneIsNotReplaced() {
        SummaryKey key = key(session, NOON);
        store().updateSummary(key, Optional.empty(), summary(session, 2));
        SummaryRow row = rows().summary(key).orElseThrow();
        rows().deleteSummary(row);

        assertThat(rows().replaceSummary(key, Optional.of(row), summary(session, 3)))
                .isFalse();
        assertThat(rows().summary(key)).isEmpty();
    }

    @Test
    void writersThatAddGoOnFromWhatWasReplaced() {
        SummaryKey key = key(session, NOON);
        rows().replaceSummary(key, Optional.empty(), summary(session, 2));

        assertThat(store().updateSummary(key, Optional.of(summary(session, 2)), summary(session, 5)))
                .isTrue();
        assertThat(store().summary(key)).contains(summary(session, 5));
    }

    // ---- anchors

    @Test
    void anAnchorIsDeletedOnlyWhileItFixesThatTime() {
        store().anchor(tenant, session, NOON);

        assertThat(all(rows().anchors(tenant.hash())))
                .containsExactly(new AnchorRow(tenant.hash(), session, UtcTime.format(NOON)));
        assertThat(rows().anchor(tenant.hash(), session).orElseThrow().at()).contains(NOON);
        assertThat(rows().deleteAnchor(tenant.hash(), session, NOON.plusMillis(1)))
                .isFalse();
        assertThat(rows().deleteAnchor(tenant.hash(), session, NOON)).isTrue();
        assertThat(rows().deleteAnchor(tenant.hash(), session, NOON)).isFalse();
        assertThat(rows().anchor(tenant.hash(), session)).isEmpty();
        assertThat(all(rows().anchors(tenant.hash()))).isEmpty();
    }

    @Test
    void anAnchorThatIsNotThereWithoutATimeCannotBeDeleted() {
        assertThat(rows().deleteAnchor(new AnchorRow(tenant.hash(), session, "")))
                .isFalse();
    }

    // ---- tables

    @Test
    void aTableWithARowHoldsSomething() {
        store().putEvents(List.of(event(session, 1, NOON)));
        store().anchor(tenant, session, NOON);

        assertThat(rows().hasEvents()).isTrue();
        assertThat(rows().hasSummaries()).isTrue();
    }

    /** All of them. */
    protected static <T> List<T> all(Iterator<T> iterator) {
        List<T> all = new ArrayList<>();
        iterator.forEachRemaining(all::add);
        return all;
    }

    private SummaryKey key(SessionId id, Instant at) {
        return new SummaryKey(tenant.hash(), at, id);
    }

    private SessionSummary summary(SessionId id, long events) {
        return new SessionSummary(
                tenant,
                id,
                NOON,
                NOON.plusSeconds(events),
                new Counters(events, 1, 1, 250, 1),
                Optional.of("Hello?"),
                Optional.of(Outcome.FORM_COMPLETED),
                true,
                Optional.of("contact"),
                3_700_000_000L);
    }

    protected Event event(SessionId id, int step, Instant at) {
        return event(id, step, at, "x");
    }

    private Event event(SessionId id, int step, Instant at, String text) {
        return as(tenant, Core.event(message(id, step, at, text), at));
    }

    private static String message(SessionId id, int step, Instant at, String text) {
        return "{\"session_id\":\"" + id + "\",\"tenant_id\":\"" + Core.TENANT.hash() + "\",\"step_number\":" + step
                + ",\"event_type\":\"MESSAGE_SENT\",\"client_timestamp\":\"" + UtcTime.format(at)
                + "\",\"event_payload\":{\"content_preview\":\"" + text + "\"}}";
    }

    private static Event named(Event event, String gaClientId) {
        return new Event(
                event.tenant(),
                event.session(),
                event.step(),
                event.type(),
                event.payload(),
                event.time(),
                event.fingerprint(),
                new Producer("1.0", null, gaClientId, null));
    }

    private static Event as(Tenant owner, Event event) {
        return new Event(
                owner,
                event.session(),
                event.step(),
                event.type(),
                event.payload(),
                event.time(),
                event.fingerprint(),
                event.producer());
    }
}
