package io.picasso.analytics.operation.dashboard;

import static io.picasso.analytics.operation.dashboard.DashboardEnvironment.NOW;
import static io.picasso.analytics.operation.dashboard.DashboardEnvironment.OURS;
import static io.picasso.analytics.operation.dashboard.DashboardEnvironment.THEIRS;
import static io.picasso.analytics.operation.dashboard.DashboardEnvironment.json;
import static io.picasso.analytics.operation.dashboard.DashboardEnvironment.ok;
import static io.picasso.analytics.operation.dashboard.DashboardEnvironment.text;
import static io.picasso.analytics.operation.query.QueryTables.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonBoolean;
import io.picasso.analytics.json.JsonValue.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sessions through the API: what the original's tests of its endpoints meant, and the traps it fell into. */
class SessionRoutesTest {
    private static final Instant START = NOW.minus(Duration.ofHours(3));
    private static DashboardEnvironment environment;

    @BeforeAll
    static void fill() {
        environment = DashboardEnvironment.create();
        environment
                .tables()
                .write(
                        event(OURS, "sess_a", 1, START, "MESSAGE_SENT", "{\"content_preview\":\"Can I volunteer?\"}"),
                        event(
                                OURS,
                                "sess_a",
                                1,
                                START.plusMillis(1_500),
                                "MESSAGE_RECEIVED",
                                "{\"response_time_ms\":1500}"),
                        event(
                                OURS,
                                "sess_a",
                                2,
                                START.plusSeconds(60),
                                "LINK_CLICKED",
                                "{\"url\":\"https://a.example/\"}"));
        environment
                .tables()
                .write(
                        event(
                                OURS,
                                "sess_b",
                                1,
                                START.plusSeconds(600),
                                "MESSAGE_SENT",
                                "{\"content_preview\":\"Hi\"}"),
                        event(OURS, "sess_b", 2, START.plusSeconds(610), "LINK_CLICKED", "{}"),
                        event(OURS, "sess_b", 3, START.plusSeconds(620), "CTA_CLICKED", "{}"),
                        event(OURS, "sess_b", 4, START.plusSeconds(630), "FORM_COMPLETED", "{\"form_id\":\"apply\"}"));
        environment
                .tables()
                .write(event(OURS, "sess_c", 1, START.plusSeconds(1_200), "WIDGET_OPENED", "{\"trigger\":\"button\"}"));
        environment
                .tables()
                .write(
                        event(OURS, "sess_d", 1, START.plusSeconds(1_800), "FORM_STARTED", "{\"form_id\":\"apply\"}"),
                        event(
                                OURS,
                                "sess_d",
                                2,
                                START.plusSeconds(1_810),
                                "FORM_ABANDONED",
                                "{\"form_id\":\"apply\"}"));
        environment
                .tables()
                .write(event(
                        OURS,
                        "sess_old",
                        1,
                        NOW.minus(Duration.ofDays(40)),
                        "MESSAGE_SENT",
                        "{\"content_preview\":\"Old\"}"));
        environment
                .tables()
                .write(event(
                        THEIRS,
                        "sess_theirs",
                        1,
                        START.plusSeconds(5),
                        "MESSAGE_SENT",
                        "{\"content_preview\":\"secret\"}"));
        // Anybody can post events under any session id: one id, two tenants.
        environment
                .tables()
                .write(event(
                        THEIRS,
                        "sess_a",
                        0,
                        START.minusSeconds(5),
                        "MESSAGE_SENT",
                        "{\"content_preview\":\"secret\"}"));
    }

    @AfterAll
    static void close() {
        environment.close();
    }

    private static JsonObject get(String path) {
        return ok(environment.ask(OURS, path));
    }

    private static int status(String path) {
        return environment.ask(OURS, path).reply().status();
    }

    static List<String> ids(JsonObject list) {
        return ((JsonArray) list.get("sessions").orElseThrow())
                .elements().stream()
                        .map(row -> ((JsonObject) row).text("session_id").orElseThrow())
                        .toList();
    }

    static JsonObject pagination(JsonObject list) {
        return (JsonObject) list.get("pagination").orElseThrow();
    }

    @Test
    void aSessionIsAnsweredWithItsEventsAndItsCounts() {
        assertThat(get("/sessions/sess_a")).isEqualTo(json("""
                {"session_id":"sess_a","tenant_id":"DEM000001","started_at":"2025-12-28T09:00:00.000Z",
                 "ended_at":"2025-12-28T09:01:00.000Z","duration_seconds":60,
                 "summary":{"message_count":2,"user_message_count":1,"bot_message_count":1,"outcome":"link_clicked",
                            "first_question":"Can I volunteer?","form_id":null},
                 "events":[
                  {"step_number":1,"event_type":"MESSAGE_SENT","timestamp":"2025-12-28T09:00:00.000Z",
                   "payload":{"content_preview":"Can I volunteer?"}},
                  {"step_number":1,"event_type":"MESSAGE_RECEIVED","timestamp":"2025-12-28T09:00:01.500Z",
                   "payload":{"response_time_ms":1500}},
                  {"step_number":2,"event_type":"LINK_CLICKED","timestamp":"2025-12-28T09:01:00.000Z",
                   "payload":{"url":"https://a.example/"}}],
                 "event_count":3,"source":"dynamodb"}"""));
    }

    @Test
    void aConversationIsAnotherNameOfASession() {
        assertThat(get("/conversations/sess_a")).isEqualTo(get("/sessions/sess_a"));
    }

    @Test
    void aCompletedFormBeatsALink() {
        JsonObject summary = (JsonObject) get("/sessions/sess_b").get("summary").orElseThrow();
        assertThat(summary.text("outcome")).contains("form_completed");
        assertThat(summary.text("form_id")).contains("apply");
    }

    @Test
    void aSessionOfNobodyAndOneOfAnotherTenantAreTheSameNothing() {
        Answered none = environment.ask(OURS, "/sessions/sess_none");
        Answered foreign = environment.ask(OURS, "/sessions/sess_theirs");
        assertThat(none.reply().status()).isEqualTo(404);
        assertThat(foreign.reply()).isEqualTo(none.reply());
        assertThat(text(none)).isEqualTo("{\"error\":\"Session not found\"}");
    }

    @Test
    void underOneIdEachTenantSeesOnlyItsOwnEvents() {
        assertThat(text(environment.ask(OURS, "/sessions/sess_a"))).doesNotContain("secret");
        JsonObject theirs = ok(environment.ask(THEIRS, "/sessions/sess_a"));
        assertThat(((JsonArray) theirs.get("events").orElseThrow()).elements()).hasSize(1);
    }

    @Test
    void whatCannotBeASessionIdIsABadRequest() {
        for (String id :
                List.of("%3Cscript%3E", "a%2Fb", "..%2F..", "a%00", "a.b", "a%20b", "ä", "a".repeat(129), "%zz")) {
            assertThat(status("/sessions/" + id)).as(id).isEqualTo(400);
        }
        assertThat(text(environment.ask(OURS, "/sessions/"))).contains("session_id is required");
        assertThat(status("/sessions/")).isEqualTo(400);
        assertThat(status("/sessions/list/")).isEqualTo(404);
    }

    @Test
    void aListHasRowsNewestFirstByTimeNotById() {
        JsonObject list = get("/sessions/list");
        assertThat(ids(list)).containsExactly("sess_d", "sess_c", "sess_b", "sess_a");
        assertThat(list.text("range")).contains("30d");
        assertThat(list.get("filters")).contains(JsonObject.EMPTY);
        assertThat(pagination(list)).isEqualTo(json("""
                {"limit":25,"count":4,"next_cursor":null,"has_more":false}"""));
        assertThat(((JsonArray) list.get("sessions").orElseThrow()).elements().get(3))
                .isEqualTo(json("""
                {"session_id":"sess_a","started_at":"2025-12-28T09:00:00.000Z","ended_at":"2025-12-28T09:01:00.000Z",
                 "duration_seconds":60,"outcome":"link_clicked","message_count":2,"user_message_count":1,
                 "bot_message_count":1,"event_count":3,"first_question":"Can I volunteer?","form_id":null}"""));
    }

    @Test
    void rangesAreDaysAndDatesAreHonoured() {
        assertThat(ids(get("/sessions/list?range=90d"))).contains("sess_old");
        assertThat(ids(get("/sessions/list?range=7d"))).doesNotContain("sess_old");
        assertThat(get("/sessions/list?range=14d").text("range")).contains("14d");
        JsonObject november = get("/sessions/list?range=custom&start_date=2025-11-01&end_date=2025-11-30");
        assertThat(ids(november)).containsExactly("sess_old");
        assertThat(november.text("range")).contains("custom");
        assertThat(november.text("start_date")).contains("2025-11-01");
        assertThat(november.text("end_date")).contains("2025-11-30");
        assertThat(ids(get("/sessions/list?range=custom&start_date=2025-12-28&end_date=2025-12-28")))
                .as("the last day is whole")
                .hasSize(4);
        for (String wrong : List.of(
                "range=abc",
                "range=0d",
                "range=-5d",
                "range=366d",
                "range=99999999999d",
                "range=custom",
                "range=custom&start_date=2025-12-01",
                "range=custom&start_date=01.12.2025&end_date=2025-12-31",
                "range=custom&start_date=2025-02-30&end_date=2025-12-31",
                "range=custom&start_date=2025-12-31&end_date=2025-12-01",
                "start_date=2025-12-01&end_date=2025-12-31",
                "range=7d&range=30d")) {
            assertThat(status("/sessions/list?" + wrong)).as(wrong).isEqualTo(400);
        }
    }

    @Test
    void aListOfNothingIsEmpty() {
        assertThat(ids(get("/sessions/list?range=custom&start_date=2024-01-01&end_date=2024-01-02")))
                .isEmpty();
    }

    @Test
    void outcomesFilterAndBothNamesOfBrowsingMeanTheSame() {
        assertThat(ids(get("/sessions/list?outcome=form_completed"))).containsExactly("sess_b");
        assertThat(ids(get("/sessions/list?outcome=link_clicked"))).containsExactly("sess_a");
        assertThat(ids(get("/sessions/list?outcome=abandoned"))).containsExactly("sess_d");
        assertThat(ids(get("/sessions/list?outcome=browsing"))).containsExactly("sess_c");
        assertThat(ids(get("/sessions/list?outcome=conversation"))).containsExactly("sess_c");
        assertThat(get("/sessions/list?outcome=conversation").get("filters"))
                .contains(json("{\"outcome\":\"conversation\"}"));
        Answered wrong = environment.ask(OURS, "/sessions/list?outcome=happy");
        assertThat(wrong.reply().status()).isEqualTo(400);
        assertThat(wrong.reply().body()).isEqualTo(json("""
                {"error":"Invalid outcome filter","valid_outcomes":
                 ["form_completed","link_clicked","cta_clicked","abandoned","browsing","conversation"]}"""));
    }

    @Test
    void limitsAreMovedIntoTheirBounds() {
        assertThat(pagination(get("/sessions/list?limit=999")).get("limit"))
                .contains(json("{\"a\":100}").get("a").get());
        assertThat(ids(get("/sessions/list?limit=0"))).hasSize(1);
        assertThat(ids(get("/sessions/list?limit=-3"))).hasSize(1);
        assertThat(status("/sessions/list?limit=abc")).isEqualTo(400);
        assertThat(status("/sessions/list?limit=2.5")).isEqualTo(400);
        assertThat(status("/sessions/list?limit=99999999999999999999999")).isEqualTo(400);
    }

    @Test
    void pagesTogetherHaveEverySessionOnceAndSayWhenThereIsNoMore() {
        List<String> seen = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            JsonObject page = get("/sessions/list?limit=1"
                    + cursor.map(text -> "&cursor=" + text).orElse(""));
            seen.addAll(ids(page));
            cursor = pagination(page).text("next_cursor");
            assertThat(pagination(page).get("has_more")).contains(new JsonBoolean(cursor.isPresent()));
        } while (cursor.isPresent());
        assertThat(seen).containsExactly("sess_d", "sess_c", "sess_b", "sess_a");
    }

    @Test
    void pagesOfARareOutcomeAreFullAndNothingComesTwiceWhileNewSessionsArrive() {
        Tenant tenant = THEIRS;
        List<Event> events = new ArrayList<>();
        Instant first = NOW.minus(Duration.ofDays(10));
        for (int i = 0; i < 1_500; i++) {
            String type = i % 60 == 0 ? "LINK_CLICKED" : "WIDGET_OPENED";
            events.add(event(tenant, "many_" + i, 1, first.plusSeconds(i), type, "{}"));
        }
        environment.tables().writeSummaries(events);
        List<String> seen = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        int page = 0;
        do {
            JsonObject list = ok(environment.ask(
                    tenant,
                    "/sessions/list?outcome=link_clicked&limit=10"
                            + cursor.map(text -> "&cursor=" + text).orElse("")));
            cursor = pagination(list).text("next_cursor");
            assertThat(ids(list)).hasSize(cursor.isPresent() ? 10 : 5);
            seen.addAll(ids(list));
            environment
                    .tables()
                    .write(event(tenant, "new_" + page, 1, NOW.minusSeconds(100 - page), "LINK_CLICKED", "{}"));
            page++;
        } while (cursor.isPresent());
        List<String> expected = new ArrayList<>();
        for (int i = 1_440; i >= 0; i -= 60) {
            expected.add("many_" + i);
        }
        assertThat(seen).containsExactlyElementsOf(expected);
        assertThat(new HashSet<>(seen)).hasSameSizeAs(seen);
    }

    @Test
    void withoutTablesASessionIsNotFoundWhichIsNoErrorOfTheSystem() {
        try (DashboardEnvironment without = DashboardEnvironment.withoutSessionTables()) {
            for (String path : List.of("/sessions/sess_a", "/sessions/list", "/conversations/sess_a")) {
                Answered answered = without.ask(OURS, path);
                assertThat(answered.reply().status()).as(path).isEqualTo(404);
                assertThat(answered.troubles()).isEmpty();
            }
        }
    }
}
