package io.picasso.analytics.operation.dashboard;

import static io.picasso.analytics.operation.dashboard.DashboardEnvironment.NOW;
import static io.picasso.analytics.operation.dashboard.DashboardEnvironment.OURS;
import static io.picasso.analytics.operation.dashboard.DashboardEnvironment.THEIRS;
import static io.picasso.analytics.operation.dashboard.DashboardEnvironment.ok;
import static io.picasso.analytics.operation.dashboard.DashboardEnvironment.text;
import static io.picasso.analytics.operation.query.QueryTables.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.json.JsonValue.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The metrics as the browser gets them; what they say is tested where they are computed. */
class MetricRoutesTest {
    private static final List<String> ON_THE_FIRST_PAGE = List.of(
            "/conversations/summary?range=30d",
            "/conversations/heatmap?range=30d&timezone=Europe/Berlin",
            "/conversations/top-questions?range=30d&limit=5",
            "/conversations/recent?range=30d&page=1&limit=5",
            "/conversations/trend?range=30d&granularity=day");

    private static DashboardEnvironment environment;

    @BeforeAll
    static void fill() {
        environment = DashboardEnvironment.create();
        environment.queryable();
        environment.live(
                event(OURS, "sess_a", 1, NOW.minusSeconds(60), "WIDGET_OPENED", "{}"),
                event(OURS, "sess_a", 2, NOW.minusSeconds(50), "MESSAGE_SENT", "{\"content_preview\":\"Where?\"}"),
                event(OURS, "sess_a", 3, NOW.minusSeconds(40), "FORM_STARTED", "{\"form_id\":\"apply\"}"));
        environment.live(
                event(THEIRS, "sess_b", 1, NOW.minusSeconds(60), "WIDGET_OPENED", "{}"),
                event(THEIRS, "sess_b", 2, NOW.minusSeconds(50), "MESSAGE_SENT", "{\"content_preview\":\"Theirs\"}"));
    }

    @AfterAll
    static void close() {
        environment.close();
    }

    @Test
    void fiveRoutesAreAnsweredAtOnceEachWithItsSourceAndOnlyOneTenantsData() {
        Map<String, JsonObject> answers = new ConcurrentHashMap<>();
        ON_THE_FIRST_PAGE.parallelStream().forEach(path -> answers.put(path, ok(environment.ask(OURS, path))));

        assertThat(answers).hasSameSizeAs(ON_THE_FIRST_PAGE).allSatisfy((path, answer) -> {
            assertThat(answer.text("source")).as(path).isPresent();
            assertThat(answer.text("tenant_id")).as(path).contains(OURS.id());
            assertThat(answer.toString()).doesNotContain("Theirs");
        });
        assertThat(answers.get(ON_THE_FIRST_PAGE.get(2)).toString()).contains("Where?");
    }

    @Test
    void aQueryOfTheLakeSaysWhatItRead() {
        JsonObject funnel = ok(environment.ask(OURS, "/analytics/funnel?range=7d"));

        assertThat(funnel.text("source")).contains("athena");
        assertThat(funnel.get("scanned_bytes")).isPresent();
        assertThat(text(environment.ask(OURS, "/analytics/funnel?range=7d"))).contains("\"Widget Opened\",\"count\":1");
    }

    @Test
    void theBrowserDoesNotChooseTheSource() {
        JsonObject asked = ok(environment.ask(OURS, "/conversations/summary?source=cache"));

        assertThat(asked.text("source").orElseThrow()).isNotEqualTo("cache");
    }

    @Test
    void whatCannotBeReadIsABadRequestThatNamesItsReason() {
        Map<String, String> wrong = new TreeMap<>(Map.of(
                "/conversations/summary?range=0d", "0d",
                "/conversations/summary?range=custom", "start_date",
                "/conversations/heatmap?timezone=Nowhere/City", "Nowhere/City",
                "/conversations/trend?granularity=year", "granularity",
                "/conversations/recent?page=x", "x",
                "/forms/summary?form_id=a%20b", "form_id",
                "/forms/top-performers?sort_by=luck", "luck",
                "/analytics/events?type=NONE", "\"allowed_types\":[\"",
                "/conversations/summary?range=7d&start_date=2025-12-01", "range=custom"));

        wrong.forEach((path, reason) -> {
            Answered answered = environment.ask(OURS, path);
            assertThat(answered.reply().status()).as(path).isEqualTo(400);
            assertThat(text(answered)).as(path).contains(reason);
        });
    }

    @Test
    void formsAreForTenantsThatHaveThem() {
        environment.configure(THEIRS, "{\"features\":{\"dashboard_forms\":false}}");
        environment.reset();

        for (String part : Set.of("summary", "bottlenecks", "top-performers")) {
            assertThat(environment.ask(THEIRS, "/forms/" + part).reply().status())
                    .as(part)
                    .isEqualTo(403);
        }
        assertThat(environment.ask(THEIRS, "/conversations/summary").reply().status())
                .isEqualTo(200);
    }

    @Test
    void whereNothingCanBeAskedThereIsAnErrorAndNoZeros() {
        try (DashboardEnvironment without = DashboardEnvironment.withoutTables()) {
            Answered answered = without.ask(OURS, "/conversations/summary");

            assertThat(answered.reply().status()).isEqualTo(503);
            assertThat(text(answered)).contains("request_id").doesNotContain("total_conversations");
        }
    }
}
