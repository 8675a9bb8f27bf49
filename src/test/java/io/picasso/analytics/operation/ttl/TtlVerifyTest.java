package io.picasso.analytics.operation.ttl;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.gate.CheckResult;
import io.picasso.analytics.gate.GateVerdict;
import io.picasso.analytics.operation.ingest.BatchProcessor;
import io.picasso.analytics.operation.ingest.InboundMessage;
import io.picasso.analytics.operation.ingest.IngestEnvironment;
import io.picasso.analytics.operation.ingest.Messages;
import io.picasso.analytics.setting.SettingKey;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Whether rows expire as they should, over runs that are days apart. */
class TtlVerifyTest {
    private static final Tenant TENANT = IngestEnvironment.TENANTS.get(0);

    private IngestEnvironment environment;
    private DynamoDbClient dynamoDb;
    private int runs;

    @BeforeEach
    void start() {
        environment = IngestEnvironment.create();
        dynamoDb = environment.dynamoDb();
        BatchProcessor processor = environment.wiring().ingestion().processor();
        Instant now = Instant.now();
        List<String> sent = Messages.sent(TENANT, "expires", 3, now.minusSeconds(60));
        processor.process(sent.stream()
                .map(text -> new InboundMessage(
                        text,
                        text.getBytes(StandardCharsets.UTF_8),
                        Optional.of(now),
                        InboundMessage.Source.line("m"),
                        InboundMessage.Origin.PRODUCER))
                .toList());
    }

    @AfterEach
    void stop() {
        environment.close();
    }

    private List<CheckResult> run(Duration later) {
        return environment
                .wiring(Clock.offset(Clock.systemUTC(), later))
                .care(Optional.empty())
                .ttl()
                .run("t" + ++runs, () -> false, result -> {});
    }

    private static CheckResult result(List<CheckResult> results, String check) {
        return results.stream()
                .filter(one -> one.check().equals(check))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, AttributeValue> anEvent() {
        return environment.events().values().stream()
                .filter(item -> item.get("tenant_hash").s().equals(TENANT.hash()))
                .findFirst()
                .orElseThrow();
    }

    private void ttl(Map<String, AttributeValue> item, long value) {
        dynamoDb.updateItem(b -> b.tableName(environment.settings().text(SettingKey.SESSION_EVENTS_TABLE))
                .key(Map.of("pk", item.get("pk"), "sk", item.get("sk")))
                .updateExpression("SET #ttl = :ttl")
                .expressionAttributeNames(Map.of("#ttl", "ttl"))
                .expressionAttributeValues(Map.of(":ttl", AttributeValue.fromN(Long.toString(value)))));
    }

    private List<Map<String, AttributeValue>> probes() {
        return environment.events().values().stream()
                .filter(item -> item.get("tenant_hash").s().equals(TtlProbe.TENANT.hash()))
                .toList();
    }

    @Test
    void theFirstRunWritesARowAndProvesNoDeletion() {
        List<CheckResult> results = run(Duration.ZERO);

        assertThat(result(results, "ttl.enabled").verdict()).isEqualTo(GateVerdict.PASS);
        assertThat(result(results, "ttl.values").verdict()).isEqualTo(GateVerdict.PASS);
        assertThat(result(results, "ttl.values").samples()).isEqualTo(3);
        assertThat(result(results, "ttl.hidden").verdict()).isIn(GateVerdict.PASS, GateVerdict.INCONCLUSIVE);
        assertThat(result(results, "ttl.deletion").verdict()).isEqualTo(GateVerdict.INCONCLUSIVE);
        assertThat(result(results, "ttl.deletion").seen()).anyMatch(seen -> seen.contains("was written"));
        assertThat(environment.paths("ops/ttl/")).hasSize(1);
    }

    @Test
    void aRowThatIsGoneProvesItAndOneThatIsNotIsOverdueAfterTwoDays() {
        run(Duration.ZERO);
        // The engine may have deleted it by itself; for the second half another one has to be there.
        probes().forEach(item ->
                dynamoDb.deleteItem(b -> b.tableName(environment.settings().text(SettingKey.SESSION_EVENTS_TABLE))
                        .key(Map.of("pk", item.get("pk"), "sk", item.get("sk")))));

        CheckResult gone = result(run(Duration.ofHours(3)), "ttl.deletion");
        // A note of a row that is there, kept alive.
        Map<String, AttributeValue> item = anEvent();
        String session = item.get("pk").s().substring("SESSION#".length());
        environment
                .wiring()
                .lake()
                .put(
                        "ops/ttl/x.json",
                        ("{\"session_id\":\"" + session + "\",\"written_at\":\"2025-01-01T00:00:00.000Z\"}")
                                .getBytes(StandardCharsets.UTF_8),
                        "application/json");
        CheckResult overdue = result(run(Duration.ofHours(4)), "ttl.deletion");

        assertThat(gone.verdict()).isEqualTo(GateVerdict.PASS);
        assertThat(gone.seen()).anyMatch(seen -> seen.contains("was gone when it was looked for"));
        assertThat(overdue.verdict()).isEqualTo(GateVerdict.FAIL);
        assertThat(overdue.reason()).contains("overdue is 1");
    }

    @Test
    void aTimeOfExpiryInMillisecondsIsFound() {
        ttl(anEvent(), Instant.now().plus(Duration.ofDays(90)).toEpochMilli());

        CheckResult values = result(run(Duration.ZERO), "ttl.values");

        assertThat(values.verdict()).isEqualTo(GateVerdict.FAIL);
        assertThat(values.reason()).contains("in_milliseconds is 1");
    }

    @Test
    void aTimeOfExpiryThatIsNotThatOfTheRetentionIsFound() {
        ttl(anEvent(), Instant.now().plus(Duration.ofDays(365)).getEpochSecond());

        CheckResult values = result(run(Duration.ZERO), "ttl.values");

        assertThat(values.verdict()).isEqualTo(GateVerdict.FAIL);
        assertThat(values.reason()).contains("other is 1");
    }

    @Test
    void tablesThatAreNotThereAreFoundAndTheRestIsSkipped() {
        dynamoDb.deleteTable(b -> b.tableName(environment.settings().text(SettingKey.SESSION_EVENTS_TABLE)));

        List<CheckResult> results = run(Duration.ZERO);

        assertThat(result(results, "ttl.enabled").verdict()).isEqualTo(GateVerdict.FAIL);
        assertThat(result(results, "ttl.deletion").verdict()).isEqualTo(GateVerdict.SKIP);
        assertThat(environment.paths("ops/ttl/")).isEmpty();
    }
}
