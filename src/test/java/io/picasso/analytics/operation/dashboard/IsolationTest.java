package io.picasso.analytics.operation.dashboard;

import static io.picasso.analytics.operation.dashboard.DashboardEnvironment.NOW;
import static io.picasso.analytics.operation.dashboard.DashboardEnvironment.OURS;
import static io.picasso.analytics.operation.dashboard.DashboardEnvironment.THEIRS;
import static io.picasso.analytics.operation.dashboard.DashboardEnvironment.ok;
import static io.picasso.analytics.operation.dashboard.DashboardEnvironment.text;
import static io.picasso.analytics.operation.query.QueryTables.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.law.Cases;
import io.picasso.analytics.port.HttpCall;
import io.picasso.analytics.setting.SettingKey;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whatever is asked, and however: another tenant's row is never answered, and nothing of what goes wrong inside. */
class IsolationTest {
    /** Stands in every row of the other tenant. */
    private static final String SECRET = "their-secret";

    private static DashboardEnvironment environment;

    @BeforeAll
    static void fill() {
        environment = DashboardEnvironment.create();
        for (Tenant tenant : List.of(OURS, THEIRS)) {
            List<Event> events = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                String id = (tenant.equals(OURS) ? "ours_" : SECRET + "_") + i;
                String type = i % 2 == 0 ? "LINK_CLICKED" : "WIDGET_OPENED";
                events.add(event(tenant, id, 1, NOW.minus(Duration.ofHours(i + 1L)), type, "{}"));
            }
            environment.tables().writeSummaries(events);
        }
        environment
                .tables()
                .write(event(
                        THEIRS,
                        SECRET,
                        1,
                        NOW.minusSeconds(60),
                        "MESSAGE_SENT",
                        "{\"content_preview\":\"" + SECRET + "\"}"));
    }

    @AfterAll
    static void close() {
        environment.close();
    }

    private static String cursor(Tenant tenant, String query) {
        return SessionRoutesTest.pagination(ok(environment.ask(tenant, "/sessions/list?limit=2" + query)))
                .text("next_cursor")
                .orElseThrow();
    }

    @Test
    void aCursorSaysNothingToWhoReadsIt() {
        String read = new String(Base64.getUrlDecoder().decode(cursor(OURS, "")), StandardCharsets.ISO_8859_1);
        assertThat(read).doesNotContain("TENANT#", OURS.hash(), OURS.id());
    }

    @TestFactory
    List<DynamicTest> cursorsThatDoNotBelongToTheListAreBadRequests() {
        String good = cursor(OURS, "");
        Map<String, String> corpus = new LinkedHashMap<>();
        corpus.put("another tenant's", cursor(THEIRS, ""));
        corpus.put("another outcome's", cursor(OURS, "&outcome=link_clicked"));
        corpus.put("another range's", cursor(OURS, "&range=7d"));
        corpus.put("another tenant's of the same filter", cursor(THEIRS, "&range=30d"));
        corpus.put("custom dates'", cursor(OURS, "&range=custom&start_date=2025-12-01&end_date=2025-12-28"));
        corpus.put(
                "the original's form",
                encode("{\"pk\":{\"S\":\"TENANT#" + OURS.hash() + "\"},\"sk\":{\"S\":\"SESSION#x\"}}"));
        corpus.put(
                "the original's form of another tenant",
                encode("{\"pk\":{\"S\":\"TENANT#" + THEIRS.hash() + "\"},\"sk\":{\"S\":\"SESSION#x\"}}"));
        corpus.put("an empty object", encode("{}"));
        corpus.put("a list", encode("[]"));
        corpus.put("garbage", "not-a-cursor");
        corpus.put("one letter", "A");
        corpus.put("signs of no alphabet", "%%%");
        corpus.put("a null character", good + "\u0000");
        corpus.put("a newline", good + "\n");
        corpus.put("a space before", " " + good);
        corpus.put("padding", good + "=");
        corpus.put("twice", good + good);
        corpus.put("one letter less", good.substring(1));
        corpus.put("oversized", "A".repeat(100_000));
        corpus.put("oversized after a good one", good + "A".repeat(2_000));
        corpus.put("small letters", good.toLowerCase(java.util.Locale.ROOT));
        corpus.put("zeros", encode("\u0000".repeat(60)));
        corpus.put("other writing", "\u0430\u0431\u0432");
        for (int cut : new int[] {1, 2, 3, 10, 21, 30, 43}) {
            corpus.put("cut by " + cut, good.substring(0, good.length() - cut));
        }
        byte[] bytes = Base64.getUrlDecoder().decode(good);
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            corpus.put(
                    "byte " + i + " changed",
                    Base64.getUrlEncoder().withoutPadding().encodeToString(changed));
        }
        assertThat(ok(environment.ask(OURS, "/sessions/list?limit=2&cursor=" + good)))
                .isNotNull();
        return corpus.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    String path = "/sessions/list?limit=2&cursor="
                            + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8);
                    Answered answered = environment.ask(OURS, path);
                    assertThat(answered.reply().status()).isEqualTo(400);
                    assertThat(text(answered)).isEqualTo("{\"error\":\"Invalid pagination cursor\"}");
                    assertThat(answered.troubles()).isEmpty();
                }))
                .toList();
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aCursorOfTheKeyBeforeIsRefusedAfterTheKeyChanged() {
        try (DashboardEnvironment other = DashboardEnvironment.create()) {
            Answered answered = other.ask(OURS, "/sessions/list?limit=2&cursor=" + cursor(OURS, ""));
            assertThat(answered.reply().status()).isEqualTo(400);
        }
    }

    @TestFactory
    List<DynamicTest> idsOfOthersAndIdsOfNobodyAreNotFoundOrBadRequests() {
        List<String> ids = List.of(
                SECRET,
                SECRET + "_0",
                "TENANT%23" + THEIRS.hash(),
                "SESSION%23" + SECRET,
                SECRET + "%00",
                SECRET + "%0A",
                "..%2F" + SECRET,
                "%2e%2e%2f" + SECRET,
                SECRET + "%2F..%2Fours_1",
                "*",
                "%25",
                "a".repeat(100_000),
                "null",
                "-1",
                "'%20OR%20'1'='1",
                "ours_1%23" + SECRET);
        return List.of("/sessions/", "/conversations/", "/leads/", "/prod/sessions/").stream()
                .flatMap(route -> ids.stream().map(id -> route + id))
                .map(path -> DynamicTest.dynamicTest(path.substring(0, Math.min(80, path.length())), () -> {
                    Answered answered = environment.ask(OURS, path);
                    assertThat(answered.reply().status()).isIn(400, 404);
                    assertThat(text(answered).replaceFirst("Unknown endpoint: .*", ""))
                            .doesNotContain(SECRET);
                    assertThat(answered.troubles()).isEmpty();
                }))
                .toList();
    }

    @Test
    void methodsAndPathsThatAreNotOursAreSaidSoBeforeAnythingIsRead() {
        for (String path : List.of("/", "", "/nothing", "/sessions", "/a/b/c/d", "/sessions/list/x", "//", "/leads")) {
            assertThat(environment.ask(OURS, path).reply().status()).as(path).isEqualTo(404);
        }
        for (String method : List.of("POST", "PUT", "DELETE", "TRACE", "X")) {
            Answered answered = environment.ask(method, "/sessions/list", Map.of(), "");
            assertThat(answered.reply().status()).as(method).isEqualTo(405);
            assertThat(answered.reply().headers()).containsEntry("Allow", "GET, HEAD, OPTIONS");
        }
        assertThat(environment
                        .ask("GET", "/leads/a/status", Map.of(), "")
                        .reply()
                        .headers())
                .containsEntry("Allow", "PATCH, OPTIONS");
        assertThat(environment.ask("OPTIONS", "/anything", Map.of(), "").reply().status())
                .isEqualTo(200);
    }

    @Test
    void aHeadIsAnsweredAsAReadIs() {
        assertThat(environment.ask("HEAD", "/health", Map.of(), "").reply().status())
                .isEqualTo(200);
        assertThat(environment
                        .ask("HEAD", "/sessions/list", Map.of(), "")
                        .reply()
                        .status())
                .isEqualTo(401);
        assertThat(environment
                        .ask("HEAD", "/leads/a/status", Map.of(), "")
                        .reply()
                        .status())
                .isEqualTo(405);
    }

    @Test
    void stagesStandBeforeAnyRoute() {
        for (String path :
                List.of("/sessions/list", "/prod/sessions/list", "/v1/sessions/list", "/$default/sessions/list")) {
            assertThat(environment.ask(OURS, path).reply().status()).as(path).isEqualTo(200);
        }
        assertThat(environment.ask(OURS, "/a/b/sessions/list").reply().status()).isEqualTo(404);
    }

    /** Seeded: the seed is printed with a failure. */
    @Test
    void nothingThatIsAskedMakesAFaultOrALeak() {
        String token = environment.mint(OURS);
        Set<Integer> met = new TreeSet<>();
        Cases.forAll(400, random -> {
            HttpCall call = FuzzedCalls.next(random, token, SECRET);
            Answered answered = environment.api().answer(call, "request-1");
            met.add(answered.reply().status());
            assertThat(answered.reply().status()).as(call.toString()).isLessThan(500);
            assertThat(answered.troubles()).as(call.toString()).isEmpty();
            String said = text(answered);
            if (!said.contains("Unknown endpoint")) {
                assertThat(said)
                        .as(call.toString())
                        .doesNotContain(SECRET, "Exception", "io.picasso", "TENANT#", "software.amazon");
            }
        });
        assertThat(met).contains(200, 400, 401, 404, 405);
    }

    @Test
    void ofWhatIsRefusedNoMoreThanTheBeginningIsSaidBack() {
        Answered answered = environment.ask(OURS, "/conversations/heatmap?timezone=" + "x".repeat(3_000));
        assertThat(answered.reply().status()).isEqualTo(400);
        assertThat(text(answered)).startsWith("{\"error\":\"'xxx").hasSizeLessThan(250);
    }

    @Test
    void whereDynamoDbIsNotReachedTheAnswerIsAnErrorWithAnIdAndNoMore() {
        try (DashboardEnvironment unreachable = DashboardEnvironment.create()) {
            unreachable.set(SettingKey.DYNAMODB_ENDPOINT, "http://127.0.0.1:9");
            for (String path : List.of("/sessions/list", "/sessions/ours_1", "/forms/submissions", "/leads/a")) {
                Answered answered = unreachable.ask(OURS, path);
                assertThat(text(answered))
                        .isEqualTo("{\"error\":\"Service unavailable\",\"request_id\":\"request-1\"}");
                assertThat(answered.reply().status()).isEqualTo(503);
                assertThat(answered.troubles()).hasSize(1);
            }
            Answered health = unreachable.ask("GET", "/health", Map.of(), "");
            assertThat(health.reply().status()).isEqualTo(503);
            assertThat(text(health))
                    .contains("\"token_blacklist\":\"unavailable\"")
                    .doesNotContain("127.0.0.1");
        }
    }

    @Test
    void healthIsToldToAnybody() {
        Answered health = environment.ask("GET", "/health", Map.of(), "");
        assertThat(text(health))
                .isEqualTo("{\"status\":\"ok\",\"parts\":{\"signing_key\":\"ok\",\"token_blacklist\":\"ok\","
                        + "\"session_events\":\"ok\",\"session_summaries\":\"ok\"}}");
        try (DashboardEnvironment without = DashboardEnvironment.withoutSessionTables()) {
            Answered rolledBack = without.ask("GET", "/health", Map.of(), "");
            assertThat(rolledBack.reply().status()).isEqualTo(200);
            assertThat(text(rolledBack)).contains("\"session_events\":\"missing\"");
        }
    }
}
