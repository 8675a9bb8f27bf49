package io.picasso.analytics.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import io.picasso.analytics.key.DeferredKey;
import io.picasso.analytics.local.FaultyEndpoint;
import io.picasso.analytics.local.FaultyEndpoint.Answer;
import io.picasso.analytics.operation.ingest.IngestEnvironment;
import io.picasso.analytics.operation.ingest.IsolationProbe;
import io.picasso.analytics.operation.ingest.Messages;
import io.picasso.analytics.operation.repair.RepairRequest;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.setting.Settings;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Exactly those messages come again that are not safe, and the log tells everything but what visitors wrote. */
class EventProcessorHandlerTest {
    private static final Tenant COFFEE = IngestEnvironment.TENANTS.get(0);
    private static final Tenant TEA = IngestEnvironment.TENANTS.get(1);
    private static final Tenant WATER = IngestEnvironment.TENANTS.get(2);
    private static final Tenant NOBODY = IngestEnvironment.tenant("NOBODY009");
    private static final Instant START =
            Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(7_200);

    /** Stands in every payload and session id, and must never stand in the log. */
    private static final String MARKER = "zanzibar";

    private final IngestEnvironment environment = IngestEnvironment.create();
    private final Map<String, String> batch = new LinkedHashMap<>();

    @AfterEach
    void close() {
        environment.close();
    }

    @Test
    void aBatchReachesLakeAndTables() {
        batch.put("id-1", event(COFFEE, 1));
        batch.put("id-2", event(COFFEE, 2));
        batch.put("id-3", event(COFFEE, 2));
        TestedFunction function = function();

        assertThat(TestedFunction.failed(function.call(TestedFunction.batch(batch, START))))
                .isEmpty();

        assertThat(environment.lake()).hasSize(2);
        assertThat(environment.events()).hasSize(2);
        assertThat(EmbeddedMetrics.read(function.metrics()))
                .containsEntry("Accepted", new BigDecimal(2))
                .containsEntry("Duplicate", new BigDecimal(1))
                .containsEntry("Failed", BigDecimal.ZERO)
                .hasEntrySatisfying(
                        "S3Milliseconds", millis -> assertThat(millis).isPositive())
                .hasEntrySatisfying(
                        "DynamoDbMilliseconds", millis -> assertThat(millis).isPositive());
        assertThat(function.lines().get(0).text("message")).contains("ready");
    }

    @Test
    void aMessageThatWasSentOnFromTheDeadLettersIsOfTheTimeItFirstReachedUs() {
        Instant first = START.minusSeconds(86_400);
        batch.put("id-1", event(COFFEE, 1).replaceAll("\"timestamp\":\"[^\"]*\",", ""));
        String call = JsonText.compact(TestedFunction.batch(batch, START))
                .replace(
                        "\"messageAttributes\":{}",
                        "\"messageAttributes\":{\"first_sent_at\":{\"stringValue\":\"" + first.toEpochMilli()
                                + "\",\"dataType\":\"Number\"}}");

        assertThat(TestedFunction.failed(function().call(call))).isEmpty();

        assertThat(environment.events().values())
                .singleElement()
                .satisfies(item -> assertThat(item.get("timestamp").s()).isEqualTo(UtcTime.format(first)));
    }

    @Test
    void withTheTablesOffOnlyTheLakeIsWritten() {
        environment.set(SettingKey.DYNAMODB_WRITE_ENABLED, "FALSE");
        batch.put("id-1", event(COFFEE, 1));
        TestedFunction function = function();

        function.call(TestedFunction.batch(batch, START));

        assertThat(environment.lake()).hasSize(1);
        assertThat(environment.events()).isEmpty();
        assertThat(EmbeddedMetrics.read(function.metrics()))
                .hasEntrySatisfying(
                        "DynamoDbMilliseconds", millis -> assertThat(millis).isZero());
    }

    @Test
    void aCallThatProvesIsolationFindsNoTablesAndEveryOtherDoes() {
        batch.put("id-1", event(COFFEE, 1));
        TestedFunction function = function();
        JsonObject call = TestedFunction.batch(batch, START);
        JsonObject probe = new JsonMembers()
                .putAll(call)
                .put(IsolationProbe.MEMBER, IsolationProbe.VALUE)
                .object();

        assertThat(TestedFunction.failed(function.call(probe))).isEmpty();

        assertThat(environment.lake()).hasSize(1);
        assertThat(environment.events()).isEmpty();
        assertThat(environment.paths(DeferredKey.PREFIX)).hasSize(1);
        assertThat(function.lines()).noneMatch(line -> line.get("_aws").isPresent());
        assertThat(function.lines())
                .anyMatch(line -> line.get("Deferred").equals(Optional.of(new JsonValue.JsonNumber("1"))));
        // A producer cannot put the mark there, and any other value is none.
        batch.put("id-2", event(COFFEE, 2).replaceFirst("\\{", "{\"isolation_probe\":\"session_tables_absent\","));
        JsonObject other = new JsonMembers()
                .putAll(TestedFunction.batch(batch, START))
                .put(IsolationProbe.MEMBER, "another_table")
                .object();
        assertThat(TestedFunction.failed(function.call(other))).isEmpty();
        assertThat(environment.events()).hasSize(2);
    }

    @Test
    void whereTheTablesAreOffTheMarkMeansNothing() {
        environment.set(SettingKey.DYNAMODB_WRITE_ENABLED, "false");
        batch.put("id-1", event(COFFEE, 1));
        JsonObject probe = new JsonMembers()
                .putAll(TestedFunction.batch(batch, START))
                .put(IsolationProbe.MEMBER, IsolationProbe.VALUE)
                .object();

        assertThat(TestedFunction.failed(function().call(probe))).isEmpty();

        assertThat(environment.lake()).hasSize(1);
        assertThat(environment.paths(DeferredKey.PREFIX)).isEmpty();
    }

    @Test
    void ofAMixedBatchExactlyTheUnsafeMessagesComeAgain() throws Exception {
        mixed();
        try (FaultyEndpoint lake = before(SettingKey.S3_ENDPOINT);
                FaultyEndpoint tables = before(SettingKey.DYNAMODB_ENDPOINT)) {
            disturb(lake, tables);
            TestedFunction function = function();

            JsonObject answer = function.call(TestedFunction.batch(batch, START));

            // What is no event is kept in quarantine, and what the tables lack is in a marker: neither has to come
            // again.
            assertThat(TestedFunction.failed(answer)).containsExactly("lake-fails");
            assertThat(environment.paths("quarantine/")).hasSize(2);
            assertThat(environment.lake()).hasSize(2);
            assertThat(EmbeddedMetrics.read(function.metrics()))
                    .containsEntry("Accepted", new BigDecimal(2))
                    .containsEntry("Rejected", new BigDecimal(2))
                    .containsEntry("Rejected.malformed_json", BigDecimal.ONE)
                    .containsEntry("Rejected.unknown_tenant", BigDecimal.ONE)
                    .containsEntry("Deferred", BigDecimal.ONE)
                    .containsEntry("Failed", BigDecimal.ONE);
            assertThat(function.metrics().get("failed_messages"))
                    .contains(new JsonArray(List.of(new JsonString("lake-fails"))));
            assertThat(function.lines().stream().flatMap(line -> line.text("code").stream()))
                    .containsExactlyInAnyOrder("PA-503", "PA-502");
            assertThat(function.log()).doesNotContain(MARKER);
        }
    }

    @Test
    void ofAMixedBatchNothingIsLackingOnceTheCausesAreMended() throws Exception {
        mixed();
        String poison = batch.get("poison");
        Settings sound = environment.settings();
        List<String> failed;
        try (FaultyEndpoint lake = before(SettingKey.S3_ENDPOINT);
                FaultyEndpoint tables = before(SettingKey.DYNAMODB_ENDPOINT)) {
            disturb(lake, tables);
            failed = TestedFunction.failed(function().call(TestedFunction.batch(batch, START)));
        }
        for (SettingKey endpoint : List.of(SettingKey.S3_ENDPOINT, SettingKey.DYNAMODB_ENDPOINT)) {
            environment.set(endpoint, sound.text(endpoint));
        }

        // The queue hands out again what was not acknowledged, and nothing else.
        batch.keySet().retainAll(failed);
        assertThat(TestedFunction.failed(function().call(TestedFunction.batch(batch, START))))
                .isEmpty();
        environment
                .wiring()
                .ingestion()
                .deferredRepair()
                .run(new RepairRequest(Optional.empty(), Long.MAX_VALUE, false), () -> false, count -> {});
        environment.know(NOBODY);
        assertThat(environment
                        .wiring()
                        .ingestion()
                        .quarantineReplay((inputs, result) -> {})
                        .run(Optional.empty()))
                .isEmpty();

        String[] tenants =
                Stream.of(COFFEE, TEA, WATER, NOBODY).map(Tenant::hash).toArray(String[]::new);
        assertThat(environment.lake().stream()
                        .map(line -> line.line().text("tenant_hash").orElseThrow()))
                .containsExactlyInAnyOrder(tenants);
        assertThat(environment.events().values().stream()
                        .map(item -> item.get("tenant_hash").s()))
                .containsExactlyInAnyOrder(tenants);
        assertThat(environment.summaries().values().stream()
                        .filter(item -> item.get("sk").s().startsWith("SESSION#"))
                        .map(item -> item.get("pk").s() + " "
                                + item.get("event_count").n()))
                .containsExactlyInAnyOrder(
                        Stream.of(tenants).map(hash -> "TENANT#" + hash + " 1").toArray(String[]::new));
        assertThat(environment.paths(DeferredKey.PREFIX)).isEmpty();
        // What nobody has corrected stays as it came.
        assertThat(environment.objects("quarantine/").values())
                .singleElement()
                .satisfies(lines -> assertThat(lines)
                        .singleElement()
                        .satisfies(line -> assertThat(line.text("original")).contains(poison)));
    }

    @Test
    void withoutAMarkerWhatTheTablesLackComesAgain() throws Exception {
        batch.put("good", event(COFFEE, 1));
        batch.put("tables-fail", event(WATER, 1));
        try (FaultyEndpoint lake = before(SettingKey.S3_ENDPOINT);
                FaultyEndpoint tables = before(SettingKey.DYNAMODB_ENDPOINT)) {
            lake.set(request -> denied(request, "deferred"));
            tables.set(request ->
                    request.operation().equals("UpdateItem") && request.text().contains(WATER.hash())
                            ? Optional.of(Answer.dynamoDb("ProvisionedThroughputExceededException"))
                            : Optional.empty());

            JsonObject answer = function().call(TestedFunction.batch(batch, START));

            assertThat(TestedFunction.failed(answer)).containsExactly("tables-fail");
        }
    }

    @Test
    void withoutTimeNothingIsBegunAndEverythingComesAgain() {
        batch.put("id-1", event(COFFEE, 1));
        batch.put("id-2", event(COFFEE, 2));
        TestedFunction function = function().with(TimedBatches.RESERVE);

        assertThat(TestedFunction.failed(function.call(TestedFunction.batch(batch, START))))
                .containsExactly("id-1", "id-2");

        assertThat(environment.lake()).isEmpty();
        assertThat(function.log()).contains("PA-504");
    }

    @Test
    void whenTheLakeHangsTheAnswerComesInTime() throws Exception {
        batch.put("id-1", event(COFFEE, 1));
        try (FaultyEndpoint lake = before(SettingKey.S3_ENDPOINT)) {
            lake.set(request -> {
                if (request.method().equals("PUT")) {
                    sleep();
                }
                return Optional.empty();
            });
            TestedFunction function = function().with(TimedBatches.RESERVE.plusMillis(1_500));

            assertThat(TestedFunction.failed(function.call(TestedFunction.batch(batch, START))))
                    .containsExactly("id-1");
            assertThat(function.log()).contains("PA-504");
            assertThat(function.log()).doesNotContain(MARKER);
        }
    }

    @Test
    void whatIsNoEventOfOursIsAnErrorOfTheCall() {
        TestedFunction function = function();
        for (String event : List.of(
                "[]",
                "{\"Records\":[{\"eventSource\":\"aws:s3\",\"" + MARKER + "\":1}]}",
                "{\"Records\":[{\"eventSource\":\"aws:sqs\",\"body\":\"x\"}]}",
                "{\"hello\":\"" + MARKER + "\"}",
                "nonsense " + MARKER)) {
            assertThatThrownBy(() -> function.call(event))
                    .isInstanceOf(FunctionFailed.class)
                    .hasMessageContaining("PA-304")
                    .hasNoCause();
        }
        assertThat(function.lines()).hasSize(1 + 5);
        assertThat(function.log()).doesNotContain(MARKER);
    }

    @Test
    void aRecordWithoutATextIsRejectedLikeOneOfGarbageAndTheOthersArrive() {
        batch.put("good", event(COFFEE, 1));
        batch.put("nothing", "");
        String event = JsonText.compact(TestedFunction.batch(batch, START)).replace("\"body\":\"\",", "");
        assertThat(event).contains("\"messageId\":\"nothing\"");
        TestedFunction function = function();

        assertThat(TestedFunction.failed(function.call(event))).isEmpty();

        assertThat(environment.lake()).hasSize(1);
        assertThat(environment.objects("quarantine/").values())
                .singleElement()
                .satisfies(lines -> assertThat(lines)
                        .singleElement()
                        .satisfies(line -> assertThat(JsonText.compact(line)).contains("\"nothing\"")));
    }

    @Test
    void anEmptyBatchIsAcknowledged() {
        assertThat(TestedFunction.failed(function().call("{\"Records\":[]}"))).isEmpty();
    }

    /** One message each that is good, that is no JSON, of nobody known, and whose lake or tables will fail. */
    private void mixed() {
        batch.put("good", event(COFFEE, 1));
        batch.put("poison", "{\"" + MARKER + "\": not json");
        batch.put("unknown-tenant", event(NOBODY, 1));
        batch.put("lake-fails", event(TEA, 1));
        batch.put("tables-fail", event(WATER, 1));
    }

    private static void disturb(FaultyEndpoint lake, FaultyEndpoint tables) {
        lake.set(request -> denied(request, TEA.id()));
        tables.set(request ->
                request.operation().equals("UpdateItem") && request.text().contains(WATER.hash())
                        ? Optional.of(Answer.dynamoDb("ProvisionedThroughputExceededException"))
                        : Optional.empty());
    }

    private TestedFunction function() {
        return new TestedFunction(TestedFunction.variables(environment.settings()));
    }

    private static String event(Tenant tenant, int step) {
        return Messages.event(tenant, MARKER + "-" + tenant.id(), step, "MESSAGE_SENT", START.plusSeconds(step))
                .replace("MESSAGE_SENT " + step, MARKER + " said " + step);
    }

    private static Optional<Answer> denied(FaultyEndpoint.Request request, String part) {
        return request.method().equals("PUT") && request.path().contains(part)
                ? Optional.of(Answer.s3(403, "AccessDenied"))
                : Optional.empty();
    }

    private FaultyEndpoint before(SettingKey endpoint) throws IOException {
        FaultyEndpoint proxy =
                new FaultyEndpoint(environment.settings().url(endpoint).orElseThrow());
        environment.set(endpoint, proxy.uri().toString());
        return proxy;
    }

    private static void sleep() {
        try {
            Thread.sleep(Duration.ofSeconds(20).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
