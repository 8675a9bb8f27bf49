package io.picasso.analytics.operation.dashboard;

import static io.picasso.analytics.operation.dashboard.DashboardEnvironment.NOW;
import static io.picasso.analytics.operation.dashboard.DashboardEnvironment.OURS;
import static io.picasso.analytics.operation.dashboard.DashboardEnvironment.ok;
import static io.picasso.analytics.operation.dashboard.DashboardEnvironment.text;
import static io.picasso.analytics.operation.query.QueryTables.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.setting.SettingKey;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The description of the API is true: its routes, their parameters, and the shape of every answer. */
class DescriptionTest {
    /** A request that is answered with 200 on each route. */
    private static final Map<String, String> ANSWERED = new TreeMap<>(Map.ofEntries(
            Map.entry("GET /sessions/list", "/sessions/list?limit=1&outcome=link_clicked"),
            Map.entry("GET /sessions/{session_id}", "/sessions/sess_a"),
            Map.entry("GET /conversations/{session_id}", "/conversations/sess_a"),
            Map.entry("GET /conversations/summary", "/conversations/summary?range=7d&timezone=Asia/Kolkata"),
            Map.entry("GET /conversations/heatmap", "/conversations/heatmap?timezone=Europe/Berlin"),
            Map.entry("GET /conversations/trend", "/conversations/trend?granularity=hour"),
            Map.entry("GET /conversations/top-questions", "/conversations/top-questions?limit=3"),
            Map.entry("GET /conversations/recent", "/conversations/recent?page=1&limit=5"),
            Map.entry("GET /forms/summary", "/forms/summary?range=custom&start_date=2025-12-01&end_date=2025-12-28"),
            Map.entry("GET /forms/bottlenecks", "/forms/bottlenecks"),
            Map.entry("GET /forms/top-performers", "/forms/top-performers?sort_by=avg_time"),
            Map.entry("GET /analytics/summary", "/analytics/summary"),
            Map.entry("GET /analytics/sessions", "/analytics/sessions?granularity=week"),
            Map.entry("GET /analytics/events", "/analytics/events?type=MESSAGE_SENT"),
            Map.entry("GET /analytics/funnel", "/prod/analytics/funnel"),
            Map.entry(
                    "GET /forms/submissions",
                    "/forms/submissions?range=custom&start_date=2025-12-01&end_date=2025-12-28"),
            Map.entry("GET /leads/queue", "/leads/queue"),
            Map.entry("GET /leads/{lead_id}", "/leads/lead_1"),
            Map.entry("PATCH /leads/{lead_id}/status", "/leads/lead_1/status"),
            Map.entry("PATCH /leads/{lead_id}/notes", "/leads/lead_1/notes"),
            Map.entry("PATCH /leads/{lead_id}/reactivate", "/leads/lead_1/reactivate"),
            Map.entry("GET /features", "/features"),
            Map.entry("GET /health", "/health"),
            Map.entry("GET /openapi.json", "/openapi.json")));

    private static DashboardEnvironment environment;
    private static JsonObject document;

    @BeforeAll
    static void fill() {
        environment = DashboardEnvironment.create();
        environment.queryable();
        for (String id : List.of("sess_a", "sess_b")) {
            environment.live(
                    event(OURS, id, 1, NOW.minusSeconds(60), "MESSAGE_SENT", "{\"content_preview\":\"Hi\"}"),
                    event(OURS, id, 2, NOW.minusSeconds(50), "LINK_CLICKED", "{}"),
                    event(OURS, id, 3, NOW.minusSeconds(40), "FORM_STARTED", "{\"form_id\":\"apply\"}"),
                    event(
                            OURS,
                            id,
                            4,
                            NOW.minusSeconds(30),
                            "FORM_FIELD_SUBMITTED",
                            "{\"form_id\":\"apply\",\"field_id\":\"email\",\"field_label\":\"E-mail\"}"));
        }
        environment
                .tables()
                .client()
                .putItem(put -> put.tableName(environment.settings().text(SettingKey.FORM_SUBMISSIONS_TABLE))
                        .item(Map.of(
                                "submission_id", AttributeValue.fromS("lead_1"),
                                "tenant_id", AttributeValue.fromS(OURS.id()),
                                "form_id", AttributeValue.fromS("apply"),
                                "timestamp", AttributeValue.fromS("2025-12-28T10:00:00.000Z"),
                                "submitted_at", AttributeValue.fromS("2025-12-28T10:00:00.000Z"),
                                "form_data", AttributeValue.fromM(Map.of("name", AttributeValue.fromS("Ada"))),
                                "tenant_pipeline_key", AttributeValue.fromS(OURS.id() + "#new"))));
        document = ok(environment.ask("GET", "/openapi.json", Map.of(), ""));
    }

    @AfterAll
    static void close() {
        environment.close();
    }

    private static JsonObject in(JsonObject object, String... path) {
        JsonObject found = object;
        for (String step : path) {
            found = (JsonObject) found.get(step).orElseThrow(() -> new AssertionError(Arrays.toString(path)));
        }
        return found;
    }

    private static Map<String, JsonObject> operations() {
        Map<String, JsonObject> operations = new TreeMap<>();
        in(document, "paths")
                .members()
                .forEach((path, methods) -> ((JsonObject) methods)
                        .members()
                        .forEach((method, operation) ->
                                operations.put(method.toUpperCase(Locale.ROOT) + " " + path, (JsonObject) operation)));
        return operations;
    }

    private static Set<String> parameters(JsonObject operation, String place) {
        return ((JsonArray) operation.get("parameters").orElseThrow())
                .elements().stream()
                        .map(JsonObject.class::cast)
                        .filter(parameter -> parameter.text("in").orElseThrow().equals(place))
                        .map(parameter -> parameter.text("name").orElseThrow())
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theRoutesAreThoseOfTheDescription() {
        assertThat(environment.api().routes().stream().map(Route::name))
                .containsExactlyInAnyOrderElementsOf(operations().keySet());
        assertThat(ANSWERED.keySet()).isEqualTo(operations().keySet());
    }

    @TestFactory
    List<DynamicTest> parametersAndTokensAreThoseOfTheRoutes() {
        return environment.api().routes().stream()
                .map(route -> DynamicTest.dynamicTest(route.name(), () -> {
                    JsonObject operation = operations().get(route.name());
                    assertThat(parameters(operation, "query")).isEqualTo(new TreeSet<>(route.parameters()));
                    assertThat(parameters(operation, "path"))
                            .isEqualTo(route.segments().stream()
                                    .filter(segment -> segment.startsWith("{"))
                                    .map(segment -> segment.substring(1, segment.length() - 1))
                                    .collect(Collectors.toCollection(TreeSet::new)));
                    assertThat(operation.get("security").isPresent()).isEqualTo(route.open());
                    assertThat(in(operation, "responses").get("403").isPresent())
                            .isEqualTo(route.feature().isPresent());
                    assertThat(in(operation, "responses").get("401").isPresent())
                            .isEqualTo(!route.open());
                }))
                .toList();
    }

    @TestFactory
    List<DynamicTest> answersHaveTheShapeThatIsDescribed() {
        return ANSWERED.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    Answered answered = ask(entry.getKey(), entry.getValue());
                    assertThat(answered.reply().status()).as(text(answered)).isEqualTo(200);
                    described(entry.getKey(), answered);
                }))
                .toList();
    }

    @Test
    void refusalsHaveTheShapeThatIsDescribed() {
        Map<String, String> refused = new LinkedHashMap<>();
        refused.put("/sessions/list?limit=x", "GET /sessions/list");
        refused.put("/sessions/list?outcome=x", "GET /sessions/list");
        refused.put("/sessions/list?cursor=x", "GET /sessions/list");
        refused.put("/conversations/heatmap?timezone=Mars", "GET /conversations/heatmap");
        refused.put("/forms/summary?range=0d", "GET /forms/summary");
        refused.put("/analytics/events?type=NONE", "GET /analytics/events");
        refused.put("/sessions/none", "GET /sessions/{session_id}");
        refused.put("/sessions/a.b", "GET /sessions/{session_id}");
        refused.put("/leads/none", "GET /leads/{lead_id}");
        refused.put("/leads/queue?status=x", "GET /leads/queue");
        refused.forEach((path, route) -> {
            Answered answered = environment.ask(OURS, path);
            assertThat(answered.reply().status()).as(path).isIn(400, 404);
            described(route, answered);
        });
        described("GET /features", environment.ask("GET", "/features", Map.of(), ""));
    }

    @Test
    void troublesHaveTheShapeThatIsDescribed() {
        try (DashboardEnvironment without = DashboardEnvironment.withoutTables()) {
            described("GET /sessions/list", without.ask(OURS, "/sessions/list"));
            Answered health = without.ask("GET", "/health", Map.of(), "");
            assertThat(health.reply().status()).isEqualTo(503);
            described("GET /health", health);
            without.configure(OURS, "{\"features\":{\"dashboard_forms\":false}}");
        }
    }

    private static Answered ask(String route, String path) {
        if (route.startsWith("GET")) {
            return environment.ask(OURS, path);
        }
        return environment.patch(OURS, path, "{\"pipeline_status\":\"archived\",\"internal_notes\":\"x\"}");
    }

    private static void described(String route, Answered answered) {
        JsonObject responses = in(operations().get(route), "responses");
        String status = Integer.toString(answered.reply().status());
        JsonObject schema = in(responses, status, "content", "application/json", "schema");
        JsonValue body = answered.reply().body();
        assertThat(new Schema(document).complaints(schema, body))
                .as(route + " " + text(answered))
                .isEmpty();
    }
}
