package io.picasso.analytics.lambda;

import static io.picasso.analytics.operation.dashboard.DashboardEnvironment.NOW;
import static io.picasso.analytics.operation.dashboard.DashboardEnvironment.OURS;
import static io.picasso.analytics.operation.query.QueryTables.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.operation.dashboard.DashboardEnvironment;
import io.picasso.analytics.setting.SettingKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The API as Lambda calls it: both kinds of events, and what the log says of them. */
class DashboardApiHandlerTest {
    private static DashboardEnvironment environment;

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @BeforeAll
    static void fill() {
        environment = DashboardEnvironment.create();
        environment
                .tables()
                .write(event(
                        OURS,
                        "sess_a",
                        1,
                        NOW.minusSeconds(60),
                        "MESSAGE_SENT",
                        "{\"content_preview\":\"the question\"}"));
        environment
                .tables()
                .client()
                .putItem(put -> put.tableName(environment.settings().text(SettingKey.FORM_SUBMISSIONS_TABLE))
                        .item(Map.of(
                                "submission_id", AttributeValue.fromS("lead_1"),
                                "tenant_id", AttributeValue.fromS(OURS.id()),
                                "timestamp", AttributeValue.fromS("2025-12-28T10:00:00.000Z"))));
    }

    @AfterAll
    static void close() {
        environment.close();
    }

    private DashboardApiHandler handler(Map<String, String> more) {
        Map<String, String> variables = new HashMap<>(TestedFunction.variables(environment.settings()));
        variables.putAll(more);
        return new DashboardApiHandler(
                FunctionStart.of(variables, new PrintStream(log, true, StandardCharsets.UTF_8), environment.clock()));
    }

    private JsonObject call(String event) throws IOException {
        return call(handler(Map.of()), event);
    }

    private static JsonObject call(DashboardApiHandler handler, String event) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        handler.handleRequest(
                new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                out,
                new TestedFunction.Call(Duration.ofSeconds(30)));
        return TestedFunction.object(out.toString(StandardCharsets.UTF_8));
    }

    private static JsonObject body(JsonObject answer) {
        return TestedFunction.object(answer.text("body").orElseThrow());
    }

    private static int status(JsonObject answer) {
        return Integer.parseInt(((JsonNumber) answer.get("statusCode").orElseThrow()).text());
    }

    private static String functionUrl(String method, String path, String query, String token, String rest) {
        return "{\"version\":\"2.0\",\"rawPath\":\"" + path + "\",\"rawQueryString\":\"" + query
                + "\",\"headers\":{\"authorization\":\"Bearer " + token
                + "\"},\"requestContext\":{\"http\":{\"method\":\""
                + method + "\",\"path\":\"" + path + "\"}}" + rest + "}";
    }

    @Test
    void aFunctionUrlIsAnswered() throws IOException {
        JsonObject answer =
                call(functionUrl("GET", "/sessions/list", "limit=1&outcome=browsing", environment.mint(OURS), ""));
        assertThat(status(answer)).isEqualTo(200);
        assertThat(((JsonArray) body(answer).get("sessions").orElseThrow()).elements())
                .hasSize(1);
        assertThat(((JsonObject) answer.get("headers").orElseThrow()).members())
                .containsOnlyKeys("Content-Type", "Cache-Control", "X-Content-Type-Options");
    }

    @Test
    void aRestApiIsAnsweredWithItsStageAndWithParametersThatMayBeNull() throws IOException {
        String token = environment.mint(OURS);
        String event = """
                {"resource":"/{proxy+}","path":"/prod/sessions/sess_a","httpMethod":"GET",
                 "headers":{"Authorization":"%s"},"multiValueHeaders":{"Authorization":["%s"]},
                 "queryStringParameters":null,"multiValueQueryStringParameters":null,
                 "requestContext":{"stage":"prod","httpMethod":"GET"},"body":null,"isBase64Encoded":false}""".formatted(token, token);
        JsonObject answer = call(event);
        assertThat(status(answer)).isEqualTo(200);
        assertThat(body(answer).text("session_id")).contains("sess_a");

        String filtered = event.replace("/prod/sessions/sess_a", "/sessions/list")
                .replace("\"queryStringParameters\":null", "\"queryStringParameters\":{\"outcome\":\"abandoned\"}")
                .replace(
                        "\"multiValueQueryStringParameters\":null",
                        "\"multiValueQueryStringParameters\":{\"outcome\":[\"abandoned\"]}");
        assertThat(((JsonArray) body(call(filtered)).get("sessions").orElseThrow()).elements())
                .isEmpty();
    }

    @Test
    void aBodyInBase64IsDecoded() throws IOException {
        String notes = "{\"internal_notes\":\"Grüße\"}";
        String encoded = Base64.getEncoder().encodeToString(notes.getBytes(StandardCharsets.UTF_8));
        String token = environment.mint(OURS);
        JsonObject answer = call(functionUrl(
                "PATCH", "/leads/lead_1/notes", "", token, ",\"body\":\"" + encoded + "\",\"isBase64Encoded\":true"));
        assertThat(status(answer)).isEqualTo(200);
        assertThat(body(answer).text("internal_notes")).contains("Grüße");
        JsonObject broken = call(
                functionUrl("PATCH", "/leads/lead_1/notes", "", token, ",\"body\":\"%%\",\"isBase64Encoded\":true"));
        assertThat(status(broken)).isEqualTo(400);
    }

    @Test
    void theFunctionSendsCorsHeadersOnlyWhereItIsToldTo() throws IOException {
        DashboardApiHandler handler = handler(Map.of("PICASSO_API_CORS_ORIGIN", "https://dashboard.example"));
        for (JsonObject answer : List.of(
                call(handler, functionUrl("OPTIONS", "/sessions/list", "", "", "")),
                call(handler, functionUrl("GET", "/sessions/list", "", "bad", "")),
                call(handler, functionUrl("GET", "/nowhere", "", "", "")))) {
            assertThat(((JsonObject) answer.get("headers").orElseThrow()).text("Access-Control-Allow-Origin"))
                    .contains("https://dashboard.example");
        }
    }

    @Test
    void theLogHasARequestsRouteAndNothingThatWasWrittenInIt() throws IOException {
        String token = environment.mint(OURS);
        call(functionUrl("GET", "/sessions/sess_a", "search=ada%40example.org", token, ",\"body\":\"payload-text\""));
        call(functionUrl("GET", "/sessions/list", "cursor=abc", "wrong-token", ""));
        String text = log.toString(StandardCharsets.UTF_8);
        List<JsonObject> answered = TestedFunction.lines(text).stream()
                .filter(line -> line.text("message").equals(java.util.Optional.of("answered")))
                .toList();
        assertThat(answered.get(0).text("route")).contains("GET /sessions/{session_id}");
        assertThat(answered.get(0).text("tenant_id")).contains(OURS.id());
        assertThat(JsonText.compact(answered.get(1))).contains("\"status\":401").doesNotContain("tenant_id");
        assertThat(text)
                .doesNotContain(
                        token, "sess_a", "ada@example.org", "ada%40", "the question", "payload-text", "wrong-token");
    }

    @Test
    void whatIsNoHttpRequestFailsTheCall() {
        for (String event : List.of("{}", "{\"Records\":[]}", "{\"requestContext\":null}", "[]", "x")) {
            assertThatThrownBy(() -> call(event))
                    .as(event)
                    .isInstanceOf(FunctionFailed.class)
                    .hasMessageContaining("PA-304");
        }
    }

    @Test
    void withoutAKeyFileTheLocalFunctionDoesNotStartAndSaysWhy() {
        assertThatThrownBy(() -> handler(Map.of("PICASSO_TOKEN_KEY_FILE", "")))
                .isInstanceOf(FunctionFailed.class)
                .hasMessageContaining("PA-102");
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("PICASSO_TOKEN_KEY_FILE");
    }
}
