package io.picasso.analytics.operation.query;

import static io.picasso.analytics.operation.query.QueryTables.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.law.Cases;
import io.picasso.analytics.session.Outcome;
import io.picasso.analytics.session.SessionQuery;
import io.picasso.analytics.session.SessionRange;
import io.picasso.analytics.session.SessionSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SessionListTest {
    private static final Instant NOW = Instant.parse("2025-12-28T12:00:00.000Z");
    private static final int MANY = 2_000;
    private static final int EVERY = 97;
    private static final Tenant BUSY = new Tenant("BUSY0001", "bu0123456789ab");
    private static QueryTables tables;

    @BeforeAll
    static void fill() {
        tables = QueryTables.create();
        // Half an hour apart, newest first, so that they reach back 41 days.
        tables.writeSummaries(
                IntStream.range(0, MANY).mapToObj(SessionListTest::busy).toList());
    }

    @AfterAll
    static void close() {
        tables.close();
    }

    private static Event busy(int i) {
        Instant time = NOW.minus(Duration.ofMinutes(30L * (i + 1)));
        return event(BUSY, "s%05d".formatted(i), 1, time, i % EVERY == 0 ? "LINK_CLICKED" : "CHAT_OPENED", "{}");
    }

    private static Event opened(Tenant tenant, String session, String time) {
        return event(tenant, session, 1, Instant.parse(time), "CHAT_OPENED", "{}");
    }

    private static Tenant tenant(String name) {
        return new Tenant(name, (name + "0123456789").substring(0, 14));
    }

    private static SessionQuery query(Tenant tenant, String range, Outcome outcome) {
        return new SessionQuery(tenant, SessionRange.last(range, NOW), Optional.ofNullable(outcome));
    }

    private static SessionPage page(SessionQuery query, int limit, Optional<String> cursor) {
        return tables.queries(NOW).list(new ListRequest(query, limit, cursor));
    }

    private static List<String> ids(SessionPage page) {
        return page.sessions().stream()
                .map(summary -> summary.session().value())
                .toList();
    }

    private static List<String> between(Tenant tenant, String from, String to) {
        SessionRange range = SessionRange.between(Optional.of(from), Optional.of(to), NOW);
        return ids(page(new SessionQuery(tenant, range, Optional.empty()), 100, Optional.empty()));
    }

    private static void isFull(SessionPage page, int limit) {
        if (page.next().isPresent()) {
            assertThat(page.sessions()).hasSize(limit);
        }
    }

    @Test
    void aRareOutcomeFillsItsPagesAndEverySessionComesOnceNewestFirst() {
        Cases.forAll(4, random -> {
            int limit = 1 + random.nextInt(12);
            SessionQuery query = query(BUSY, "90d", Outcome.LINK_CLICKED);
            List<SessionSummary> all = new ArrayList<>();
            Optional<String> cursor = Optional.empty();
            do {
                SessionPage page = page(query, limit, cursor);
                isFull(page, limit);
                all.addAll(page.sessions());
                cursor = page.next();
            } while (cursor.isPresent());

            assertThat(all).hasSize((MANY + EVERY - 1) / EVERY).doesNotHaveDuplicates();
            assertThat(all)
                    .isSortedAccordingTo(
                            Comparator.comparing(SessionSummary::startedAt).reversed());
        });
    }

    @Test
    void allSessionsComeOnceEvenWhileNewOnesArrive() {
        Tenant tenant = tenant("GROWING");
        Set<String> old = new HashSet<>();
        for (int i = 0; i < 60; i++) {
            String id = "old%03d".formatted(i);
            old.add(id);
            tables.writeSummary(opened(tenant, id, "2025-12-28T%02d:%02d:00.000Z".formatted(i / 10, i % 10)));
        }
        List<String> seen = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        int round = 0;
        do {
            SessionPage page = page(query(tenant, "7d", null), 7, cursor);
            isFull(page, 7);
            seen.addAll(ids(page));
            cursor = page.next();
            tables.writeSummary(opened(tenant, "new" + round, "2025-12-28T11:00:%02d.000Z".formatted(round++)));
        } while (cursor.isPresent());

        assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(old);
    }

    @Test
    void hasMoreIsExact() {
        Tenant tenant = tenant("EXACTLY");
        for (int i = 0; i < 4; i++) {
            tables.writeSummary(opened(tenant, "e" + i, "2025-12-28T09:00:0%d.000Z".formatted(i)));
        }
        SessionQuery query = query(tenant, "7d", null);

        assertThat(page(query, 3, Optional.empty()).next()).isPresent();
        assertThat(page(query, 4, Optional.empty()).next()).isEmpty();
        SessionPage first = page(query, 2, Optional.empty());
        assertThat(page(query, 2, first.next()).next()).isEmpty();
        assertThat(ids(page(query, 2, first.next()))).containsExactly("e1", "e0");
    }

    @Test
    void theCursorStandsAfterTheLastSessionThatWasShown() {
        SessionQuery query = query(BUSY, "90d", Outcome.LINK_CLICKED);
        SessionPage first = page(query, 5, Optional.empty());

        assertThat(ids(page(query, 1, first.next()))).containsExactly("s%05d".formatted(5 * EVERY));
    }

    @Test
    void moreSessionsThanOneReadGivesAreListed() {
        assertThat(page(query(BUSY, "90d", null), 5_000, Optional.empty()).sessions())
                .hasSize(MANY);
    }

    @Test
    void anEmptyListHasNoNextPage() {
        SessionPage page = page(query(tenant("NOBODY00"), "90d", null), 25, Optional.empty());

        assertThat(page.sessions()).isEmpty();
        assertThat(page.next()).isEmpty();
    }

    @Test
    void expiredSessionsAreNotListedAndDoNotMakeMore() {
        Tenant tenant = tenant("AGEING");
        tables.writeSummary(opened(tenant, "alive", "2025-09-29T12:00:01.000Z"));
        tables.writeSummary(opened(tenant, "expired", "2025-09-29T12:00:00.000Z"));
        tables.writeSummary(opened(tenant, "older", "2025-09-29T11:00:00.000Z"));

        SessionPage page = page(query(tenant, "90d", null), 1, Optional.empty());

        assertThat(ids(page)).containsExactly("alive");
        assertThat(page.next()).isEmpty();
    }

    @Test
    void twoTenantsWithTheSameSessionIdSeeEachTheirOwn() {
        Tenant one = tenant("ONEOFTWO");
        Tenant two = tenant("TWOOFTWO");
        tables.write(opened(one, "same", "2025-12-28T09:00:00.000Z"));
        tables.write(
                opened(two, "same", "2025-12-28T09:00:00.000Z"),
                event(two, "same", 2, Instant.parse("2025-12-28T09:00:01.000Z"), "LINK_CLICKED", "{}"));

        assertThat(page(query(one, "7d", null), 9, Optional.empty()).sessions())
                .singleElement()
                .satisfies(session -> assertThat(session.counters().events()).isEqualTo(1));
        assertThat(page(query(two, "7d", Outcome.LINK_CLICKED), 9, Optional.empty())
                        .sessions())
                .singleElement()
                .satisfies(session -> assertThat(session.tenant()).isEqualTo(two));
    }

    @Test
    void theLastMillisecondOfTheLastDayIsInAndTheFirstOfTheNextIsOut() {
        Tenant tenant = tenant("EDGES");
        tables.writeSummary(opened(tenant, "before", "2025-11-30T23:59:59.999Z"));
        tables.writeSummary(opened(tenant, "first", "2025-12-01T00:00:00.000Z"));
        tables.writeSummary(opened(tenant, "last", "2025-12-02T23:59:59.999Z"));
        tables.writeSummary(opened(tenant, "after", "2025-12-03T00:00:00.000Z"));

        assertThat(between(tenant, "2025-12-01", "2025-12-02")).containsExactly("last", "first");
        assertThat(between(tenant, "2025-12-01T00:00:00.001Z", "2025-12-03T00:00:00Z"))
                .containsExactly("after", "last");
        assertThat(between(tenant, "2025-12-02T23:59:59.999Z", "2025-12-02T23:59:59.999Z"))
                .containsExactly("last");
        assertThat(between(tenant, "2025-11-30", "2025-11-30")).containsExactly("before");
    }

    @Test
    void aClockThatIsAheadDoesNotHideASession() {
        Tenant tenant = tenant("AHEAD");
        tables.writeSummary(opened(tenant, "ahead", "2025-12-29T11:59:59.000Z"));

        assertThat(ids(page(query(tenant, "1d", null), 9, Optional.empty()))).containsExactly("ahead");
    }

    @Test
    void aStartedFormIsAbandonedAfterHalfAnHourOfSilence() {
        Tenant tenant = tenant("FORMS");
        tables.writeSummary(form(tenant, "silent", "2025-12-28T11:30:00.000Z"));
        tables.writeSummary(form(tenant, "busy", "2025-12-28T11:30:00.001Z"));
        tables.writeSummary(opened(tenant, "browsing", "2025-12-28T08:00:00.000Z"));

        assertThat(ids(page(query(tenant, "7d", Outcome.ABANDONED), 9, Optional.empty())))
                .containsExactly("silent");
        assertThat(ids(page(query(tenant, "7d", Outcome.parse("conversation").orElseThrow()), 9, Optional.empty())))
                .containsExactly("busy", "browsing");
    }

    private static Event form(Tenant tenant, String session, String time) {
        return event(tenant, session, 1, Instant.parse(time), "FORM_STARTED", "{\"form_id\":\"f\"}");
    }

    @Test
    void aCursorOfAnotherTenantOrFilterIsRefused() {
        String cursor =
                page(query(BUSY, "90d", null), 5, Optional.empty()).next().orElseThrow();

        for (SessionQuery foreign : List.of(
                query(tenant("EDGES"), "90d", null), query(BUSY, "30d", null), query(BUSY, "90d", Outcome.BROWSING))) {
            assertThatThrownBy(() -> page(foreign, 5, Optional.of(cursor)))
                    .isInstanceOfSatisfying(
                            Failure.class, failure -> assertThat(failure.code()).isEqualTo(FailureCode.INVALID_INPUT));
        }
    }

    @Test
    void theAnchorsBesideTheSummariesAreNoSessions() {
        Tenant tenant = tenant("ANCHORED");
        tables.write(opened(tenant, "a", "2025-12-28T09:00:00.000Z"));

        assertThat(between(tenant, "1970-01-01", "9999-12-31")).containsExactly("a");
    }

    @Test
    void withoutTablesTheFailureSaysSo() {
        try (QueryTables none = QueryTables.none()) {
            assertThatThrownBy(
                            () -> none.queries(NOW).list(new ListRequest(query(BUSY, "7d", null), 5, Optional.empty())))
                    .isInstanceOfSatisfying(
                            Failure.class, failure -> assertThat(failure.code()).isEqualTo(FailureCode.NOT_FOUND));
        }
    }
}
