package io.picasso.analytics.operation.query;

import static io.picasso.analytics.operation.query.QueryTables.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.Fingerprint;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.law.Core;
import io.picasso.analytics.session.Mark;
import io.picasso.analytics.session.SessionFold;
import io.picasso.analytics.session.SummaryDifference;
import io.picasso.analytics.session.Timeline.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SessionShowTest {
    private static final Instant NOW = Instant.parse("2025-12-28T12:00:00.000Z");
    private static final Instant START = Instant.parse("2025-12-28T09:15:02.481Z");
    private static final Tenant OURS = Core.TENANT;
    private static final Tenant OTHERS = new Tenant("OTH000002", "ot0123456789ab");
    private static QueryTables tables;

    @BeforeAll
    static void createTables() {
        tables = QueryTables.create();
    }

    @AfterAll
    static void close() {
        tables.close();
    }

    private static Event said(Tenant tenant, String session, int step, Duration after, String text) {
        return event(
                tenant, session, step, START.plus(after), "MESSAGE_SENT", "{\"content_preview\":\"" + text + "\"}");
    }

    private static SessionView show(Tenant tenant, String session) {
        return tables.queries(NOW).show(Optional.ofNullable(tenant), new SessionId(session));
    }

    private static List<Fingerprint> ids(SessionFollowing following) {
        return following.more().stream().map(Event::fingerprint).toList();
    }

    private static void fails(FailureCode code, Tenant tenant, String session) {
        assertThatThrownBy(() -> show(tenant, session))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(code));
    }

    @Test
    void aSessionIsItsEventsAndItsRow() {
        Event question = said(OURS, "plain", 1, Duration.ZERO, "Can I volunteer?");
        Event answer = event(
                OURS,
                "plain",
                1,
                START.plusMillis(1_100),
                "MESSAGE_RECEIVED",
                "{\"content_preview\":\"Yes\",\"response_time_ms\":1100}");
        tables.write(answer, question);

        SessionView view = show(OURS, "plain");

        assertThat(view.timeline().entries())
                .extracting(entry -> entry.event().fingerprint())
                .containsExactly(question.fingerprint(), answer.fingerprint());
        assertThat(view.stored()).isPresent().isEqualTo(view.folded());
        assertThat(view.summaryMatchesEvents()).isTrue();
        assertThat(view.warnings()).isEmpty();
        assertThat(show(null, "plain")).isEqualTo(view);
    }

    @Test
    void whatTheEventsTellIsToldWhateverTheRowSays() {
        Event first = said(OURS, "told", 1, Duration.ZERO, "one");
        Event second = said(OURS, "told", 2, Duration.ofSeconds(1), "two");
        tables.write(first);
        tables.store().putEvents(List.of(second));

        SessionView told = tables.queries(NOW).told(OURS, new SessionId("told"));

        assertThat(told.summary().counters().events()).isEqualTo(2);
        assertThat(told.timeline()).isEqualTo(show(OURS, "told").timeline());
        assertThat(show(OURS, "told").summary().counters().events()).isEqualTo(1);
    }

    @Test
    void whereNoEventIsLeftTheRowIsTold() {
        tables.writeSummary(said(OURS, "told_row", 1, Duration.ZERO, "one"));
        tables.store().anchor(OURS, new SessionId("told_row"), START);

        SessionView told = tables.queries(NOW).told(OURS, new SessionId("told_row"));

        assertThat(told.timeline().entries()).isEmpty();
        assertThat(told.summary().firstQuestion()).contains("one");
        assertThatThrownBy(() -> tables.queries(NOW).told(OTHERS, new SessionId("told_row")))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(FailureCode.NOT_FOUND));
    }

    @Test
    void whoFollowsASessionIsToldEachEventOnce() {
        SessionFollowing following =
                new SessionFollowing(tables.queries(NOW), Optional.empty(), new SessionId("followed"));
        Event second = said(OURS, "followed", 2, Duration.ofSeconds(2), "two");
        Event first = said(OURS, "followed", 1, Duration.ofSeconds(1), "one");
        Event third = said(OURS, "followed", 3, Duration.ofSeconds(3), "three");

        assertThat(following.more()).as("not there yet").isEmpty();
        tables.write(second);
        assertThat(ids(following)).containsExactly(second.fingerprint());
        assertThat(following.more()).isEmpty();
        tables.write(third, first, second);
        assertThat(ids(following)).as("late ones too").containsExactly(first.fingerprint(), third.fingerprint());
        assertThat(following.more()).isEmpty();
    }

    @Test
    void anUnknownSessionIsNotFound() {
        fails(FailureCode.NOT_FOUND, OURS, "nobody");
        fails(FailureCode.NOT_FOUND, null, "nobody");
    }

    @Test
    void anothersSessionIsAsUnknownAsNone() {
        tables.write(said(OTHERS, "theirs", 1, Duration.ZERO, "secret"));

        fails(FailureCode.NOT_FOUND, OURS, "theirs");
        assertThat(show(null, "theirs").tenant()).isEqualTo(OTHERS);
    }

    @Test
    void twoTenantsWithTheSameSessionIdSeeEachTheirOwn() {
        tables.write(said(OURS, "shared", 1, Duration.ZERO, "ours"), said(OURS, "shared", 3, Duration.ZERO, "ours"));
        tables.write(said(OTHERS, "shared", 2, Duration.ofSeconds(1), "theirs"));

        assertThat(show(OURS, "shared").timeline().entries())
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.event().tenant()).isEqualTo(OURS));
        assertThat(show(OURS, "shared").summary().counters().events()).isEqualTo(2);
        assertThat(show(OTHERS, "shared").summary().firstQuestion()).contains("theirs");
        assertThatThrownBy(() -> show(null, "shared")).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.code()).isEqualTo(FailureCode.INVALID_INPUT);
            assertThat(failure.why().orElse("")).contains("DEM000001 (de0123456789ab)", "OTH000002 (ot0123456789ab)");
            assertThat(failure.next()).contains("--tenant");
        });
    }

    @Test
    void expiredEventsAreNeverShownButTheirAbsenceIsSaid() {
        Duration old = Duration.ofDays(-91);
        tables.write(
                said(OURS, "ageing", 1, old, "long ago"), said(OURS, "ageing", 2, Duration.ofSeconds(-1), "today"));

        SessionView view = show(OURS, "ageing");

        assertThat(view.timeline().entries()).hasSize(1);
        assertThat(view.expired()).isEqualTo(1);
        assertThat(view.summaryMatchesEvents()).isFalse();
        assertThat(view.warnings()).anyMatch(text -> text.startsWith("1 event is past the retention"));

        tables.write(said(OURS, "expired", 1, old, "long ago"));
        fails(FailureCode.NOT_FOUND, OURS, "expired");
        fails(FailureCode.NOT_FOUND, null, "expired");
    }

    @Test
    void aTenantWhoseEventsHaveAllExpiredDoesNotMakeASessionAmbiguous() {
        tables.write(said(OTHERS, "reused", 1, Duration.ofDays(-91), "long ago"));
        tables.write(said(OURS, "reused", 1, Duration.ZERO, "today"));

        assertThat(show(null, "reused").tenant()).isEqualTo(OURS);
    }

    @Test
    void aRowExpiresInTheSecondOfItsTtl() {
        Instant expiry = NOW.minus(Duration.ofDays(90));
        tables.write(event(OURS, "last-second", 1, expiry, "CHAT_OPENED", "{}"));
        tables.write(event(OURS, "one-more", 1, expiry.plusSeconds(1), "CHAT_OPENED", "{}"));

        fails(FailureCode.NOT_FOUND, OURS, "last-second");
        assertThat(show(OURS, "one-more").timeline().entries()).hasSize(1);
    }

    @Test
    void aMissingRowIsReplacedByTheFoldAndSaid() {
        Event event = said(OURS, "rowless", 1, Duration.ZERO, "hello");
        tables.store().putEvents(List.of(event));

        SessionView view = show(OURS, "rowless");

        assertThat(view.stored()).isEmpty();
        assertThat(view.summary())
                .isEqualTo(SessionFold.over(List.of(event), QueryTables.RETENTION)
                        .summary()
                        .orElseThrow());
        assertThat(view.summaryMatchesEvents()).isFalse();
        assertThat(view.warnings())
                .containsExactly("The summary row is missing; the summary shown is made from the events.");
    }

    @Test
    void aRowWithoutEventsIsShownAndSaid() {
        tables.write(said(OURS, "eventless", 1, Duration.ZERO, "hello"));
        Event event = show(OURS, "eventless").timeline().entries().get(0).event();
        tables.client()
                .deleteItem(delete -> delete.tableName(tables.eventsTable())
                        .key(Map.of(
                                "pk", QueryTables.text("SESSION#eventless"),
                                "sk", QueryTables.text("STEP#001#" + event.fingerprint()))));

        SessionView view = show(OURS, "eventless");

        assertThat(view.timeline().entries()).isEmpty();
        assertThat(view.summary().counters().events()).isEqualTo(1);
        assertThat(view.warnings()).containsExactly("No events are there; only the summary row is left.");
    }

    @Test
    void aRowThatDiffersFromItsEventsIsShownWithTheDifference() {
        tables.write(said(OURS, "behind", 1, Duration.ZERO, "hello"));
        tables.store().putEvents(List.of(event(OURS, "behind", 2, START.plusSeconds(9), "LINK_CLICKED", "{}")));

        SessionView view = show(OURS, "behind");

        assertThat(view.summary().counters().events()).isEqualTo(1);
        assertThat(view.summaryMatchesEvents()).isFalse();
        assertThat(view.differences())
                .containsExactly(
                        new SummaryDifference("ended_at", "2025-12-28T09:15:02.481Z", "2025-12-28T09:15:11.481Z"),
                        new SummaryDifference("event_count", "1", "2"),
                        new SummaryDifference("outcome", "browsing", "link_clicked"));
        assertThat(view.warnings()).singleElement().asString().contains("event_count is 1 in the row, 2 by the events");
    }

    @Test
    void legacyRowsAreReadAndAnEventUnderBothKeysCountsOnce() {
        Event both = said(OURS, "legacy", 1, Duration.ZERO, "hello");
        Event legacyOnly = said(OURS, "legacy", 2, Duration.ofSeconds(5), "mail me at [EMAIL]");
        tables.writeLegacy(both, "{\"content_preview\": \"hello\"}");
        tables.writeLegacy(legacyOnly, "{\"content_preview\": \"mail me at ann@example.org\"}");
        tables.write(both);

        SessionView view = show(null, "legacy");

        assertThat(view.tenant()).isEqualTo(OURS);
        assertThat(view.timeline().entries()).extracting(Entry::marks).containsExactly(List.of(Mark.REPEAT), List.of());
        assertThat(view.timeline().entries().get(1).event().payload().text("content_preview"))
                .contains("mail me at [EMAIL]");
        assertThat(view.summary().counters().events()).isEqualTo(2);
        assertThat(view.summaryMatchesEvents()).isTrue();
    }

    @Test
    void aSessionOfManyPagesIsReadWhole() {
        String text = "x".repeat(12_000);
        List<Event> events = new ArrayList<>();
        for (int step = 1; step <= 200; step++) {
            events.add(said(OURS, "long", step, Duration.ofSeconds(step), text + step));
        }
        tables.write(events.toArray(Event[]::new));

        SessionView view = show(OURS, "long");

        assertThat(view.timeline().entries()).hasSize(200);
        assertThat(view.timeline().missingSteps()).isEmpty();
        assertThat(view.summaryMatchesEvents()).isTrue();
    }

    @Test
    void withoutTablesTheFailureSaysSo() {
        try (QueryTables none = QueryTables.none()) {
            assertThatThrownBy(() -> none.queries(NOW).show(Optional.of(OURS), new SessionId("any")))
                    .isInstanceOfSatisfying(
                            Failure.class, failure -> assertThat(failure.code()).isEqualTo(FailureCode.NOT_FOUND));
        }
    }
}
