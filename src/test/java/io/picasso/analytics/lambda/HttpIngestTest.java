package io.picasso.analytics.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonBoolean;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import io.picasso.analytics.local.FaultyEndpoint;
import io.picasso.analytics.local.FaultyEndpoint.Answer;
import io.picasso.analytics.operation.ingest.IngestEnvironment;
import io.picasso.analytics.operation.ingest.Messages;
import io.picasso.analytics.setting.SettingKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events sent straight to the function. */
class HttpIngestTest {
    private static final Tenant COFFEE = IngestEnvironment.TENANTS.get(0);
    private static final Instant START =
            Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(7_200);
    private static final String UNKNOWN =
            Messages.event(IngestEnvironment.tenant("NOBODY009"), "nobody", 1, "MESSAGE_SENT", START);

    private final IngestEnvironment environment = IngestEnvironment.create();
    private TestedFunction function = function();

    @AfterEach
    void close() {
        environment.close();
    }

    @Test
    void oneEventAnEnvelopeAndAnArrayAreTaken() {
        List<String> events = Messages.sent(COFFEE, "s", 5, START);

        expect(function.call(TestedFunction.post(events.get(0))), 200, 1);
        expect(
                function.call(TestedFunction.post(
                        "{\"batch\":true,\"events\":[" + events.get(1) + "," + events.get(2) + "]}")),
                200,
                2);
        expect(function.call(TestedFunction.post("[" + events.get(3) + "," + events.get(4) + "]")), 200, 2);

        assertThat(environment.events()).hasSize(5);
        assertThat(environment.lake()).hasSize(5);
        assertThat(function.metrics().text("source")).contains("http");
    }

    @Test
    void aRestApiAndBase64AreUnderstood() {
        String event = Messages.event(COFFEE, "s", 1, "MESSAGE_SENT", START);
        Map<String, JsonValue> request = new LinkedHashMap<>();
        request.put("httpMethod", new JsonString("POST"));
        request.put("path", new JsonString("/"));
        request.put("requestContext", JsonObject.EMPTY);
        request.put("body", new JsonString(Base64.getEncoder().encodeToString(event.getBytes(StandardCharsets.UTF_8))));
        request.put("isBase64Encoded", new JsonBoolean(true));

        expect(function.call(new JsonObject(request)), 200, 1);
        request.put("body", new JsonString("*not base64*"));
        assertThat(status(function.call(new JsonObject(request)))).isEqualTo(400);
        request.put("body", JsonValue.JsonNull.NULL);
        assertThat(status(function.call(new JsonObject(request)))).isEqualTo(400);
    }

    @Test
    void whatIsNoEventIsToldWithItsReasonAndDoesNotHoldUpTheRest() {
        JsonObject none = function.call(TestedFunction.post(UNKNOWN));
        assertThat(status(none)).isEqualTo(400);
        assertThat(none.text("body")).get().asString().contains("unknown_tenant");
        assertThat(environment.paths("quarantine/")).hasSize(1);

        String mixed = "[" + UNKNOWN + "," + Messages.event(COFFEE, "s", 1, "MESSAGE_SENT", START) + "]";
        JsonObject some = function.call(TestedFunction.post(mixed));
        expect(some, 200, 1);
        assertThat(some.text("body")).get().asString().contains("unknown_tenant");
    }

    @Test
    void whatCannotBeReadIsRefusedAndNotKept() {
        for (String body : List.of("", "not json", "\"text\"", "1")) {
            assertThat(status(function.call(TestedFunction.post(body))))
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(status(function.call(TestedFunction.post("\"" + "x".repeat(1024 * 1024) + "\""))))
                .isEqualTo(413);
        assertThat(environment.paths("")).isEmpty();
    }

    @Test
    void browsersMayAskFirstAndOtherMethodsAreRefused() {
        JsonObject asked = function.call(TestedFunction.request("OPTIONS", ""));
        assertThat(status(asked)).isEqualTo(204);
        assertThat(header(asked, "Access-Control-Allow-Origin")).contains("*");
        assertThat(header(asked, "Access-Control-Allow-Methods")).contains("POST, OPTIONS");

        JsonObject refused = function.call(TestedFunction.request("GET", ""));
        assertThat(status(refused)).isEqualTo(405);
        assertThat(header(refused, "Allow")).contains("POST, OPTIONS");
        assertThat(header(refused, "Access-Control-Allow-Origin")).contains("*");
    }

    @Test
    void aFailingLakeAsksToComeAgainAndFailingTablesDoNot() throws Exception {
        String event = Messages.event(COFFEE, "s", 1, "MESSAGE_SENT", START);
        try (FaultyEndpoint lake = before(SettingKey.S3_ENDPOINT)) {
            lake.set(request ->
                    request.method().equals("PUT") ? Optional.of(Answer.s3(403, "AccessDenied")) : Optional.empty());
            function = function();
            JsonObject answer = function.call(TestedFunction.post(event));
            assertThat(status(answer)).isEqualTo(503);
            assertThat(header(answer, "Retry-After")).contains("5");
            lake.set(request -> Optional.empty());
            try (FaultyEndpoint tables = before(SettingKey.DYNAMODB_ENDPOINT)) {
                tables.set(request -> Optional.of(Answer.dynamoDb("ProvisionedThroughputExceededException")));
                function = function();
                expect(function.call(TestedFunction.post(event)), 202, 1);
            }
        }
    }

    private TestedFunction function() {
        return new TestedFunction(TestedFunction.variables(environment.settings()));
    }

    private FaultyEndpoint before(SettingKey endpoint) throws Exception {
        FaultyEndpoint proxy =
                new FaultyEndpoint(environment.settings().url(endpoint).orElseThrow());
        environment.set(endpoint, proxy.uri().toString());
        return proxy;
    }

    private static void expect(JsonObject answer, int status, int processed) {
        assertThat(status(answer)).isEqualTo(status);
        JsonObject body = TestedFunction.object(answer.text("body").orElseThrow());
        assertThat(body.text("status")).contains("success");
        assertThat(body.get("processed")).contains(new JsonNumber(Integer.toString(processed)));
    }

    private static int status(JsonObject answer) {
        return Integer.parseInt(((JsonNumber) answer.get("statusCode").orElseThrow()).text());
    }

    private static Optional<String> header(JsonObject answer, String name) {
        return ((JsonObject) answer.get("headers").orElseThrow()).text(name);
    }
}
