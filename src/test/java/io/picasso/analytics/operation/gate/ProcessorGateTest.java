package io.picasso.analytics.operation.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.adapter.aws.lambda.LambdaStub;
import io.picasso.analytics.adapter.http.LocalHttpServer;
import io.picasso.analytics.gate.CheckResult;
import io.picasso.analytics.gate.GateVerdict;
import io.picasso.analytics.gate.Phase;
import io.picasso.analytics.local.FaultyEndpoint;
import io.picasso.analytics.local.FaultyEndpoint.Answer;
import io.picasso.analytics.local.LocalEngines;
import io.picasso.analytics.operation.dashboard.DashboardApi;
import io.picasso.analytics.operation.ingest.IngestEnvironment;
import io.picasso.analytics.resource.Part;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.wiring.Gates;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Phases 2, 5 and 6 on real tables and a real lake, with nothing wrong and with one thing wrong. */
class ProcessorGateTest {
    /** Nothing listens on the first port. */
    private static final URI NOBODY = URI.create("http://127.0.0.1:1");

    @TempDir
    static Path folder;

    private static Gated gated;
    private static FaultyEndpoint s3;
    private static LambdaStub lambda;

    @BeforeAll
    static void start() throws IOException {
        s3 = new FaultyEndpoint(LocalEngines.endpoints().s3());
        lambda = new LambdaStub();
        gated = Gated.on(
                IngestEnvironment.create(
                        Map.of(
                                SettingKey.S3_ENDPOINT, s3.uri().toString(),
                                SettingKey.LAMBDA_ENDPOINT, lambda.uri().toString()),
                        Part.USUAL),
                folder);
    }

    @AfterAll
    static void stop() {
        gated.close();
        s3.close();
        lambda.close();
    }

    @Test
    void aSoundProcessorPassesAndNothingIsLeft() {
        Gated.passes(gated.run(Phase.PROCESSOR));

        gated.leavesNothing();
    }

    @Test
    void theLakeRefusesWrites() {
        s3.set(request -> request.method().equals("PUT") && request.path().contains("/analytics/")
                ? Optional.of(Answer.s3(403, "AccessDenied"))
                : Optional.empty());
        try {
            GateRun.Outcome outcome = gated.run(Phase.PROCESSOR);

            Gated.onlyFails(outcome, "2.lake", "failed_messages", "24");
            assertThat(Gated.figure(Gated.check(outcome, "2.lake"), "missing")).contains("12");
        } finally {
            s3.set(request -> Optional.empty());
        }
        gated.leavesNothing();
    }

    @Test
    void anEventIsDeleted() {
        GateRun.Outcome outcome = gated.run(Gated.request(Phase.PROCESSOR), after("2.lake", () -> {
            Map<String, AttributeValue> row = row(gated.environment.events(), "STEP#");
            gated.environment
                    .dynamoDb()
                    .deleteItem(b -> b.tableName(gated.environment.settings().text(SettingKey.SESSION_EVENTS_TABLE))
                            .key(Map.of("pk", value(row, "pk"), "sk", value(row, "sk"))));
        }));

        Gated.onlyFails(outcome, "2.stored", "missing", "1");
        gated.leavesNothing();
    }

    @Test
    void aCounterIsCorrupted() {
        GateRun.Outcome outcome = gated.run(Gated.request(Phase.PROCESSOR), after("2.stored", () -> {
            Map<String, AttributeValue> row = row(gated.environment.summaries(), "SESSION#");
            gated.environment
                    .dynamoDb()
                    .updateItem(b -> b.tableName(gated.environment.settings().text(SettingKey.SESSION_SUMMARIES_TABLE))
                            .key(Map.of("pk", value(row, "pk"), "sk", value(row, "sk")))
                            .updateExpression("ADD user_message_count :one")
                            .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1"))));
        }));

        Gated.onlyFails(outcome, "2.fold", "differences", "1");
        assertThat(Gated.check(outcome, "2.fold").seen())
                .containsExactly("user_message_count is 7 in the row, 6 by the events");
        gated.leavesNothing();
    }

    private static GateListener after(String check, Runnable fault) {
        return new GateListener() {
            @Override
            public void checked(CheckResult result) {
                if (result.check().equals(check)) {
                    fault.run();
                }
            }
        };
    }

    private static Map<String, AttributeValue> row(Map<String, Map<String, AttributeValue>> rows, String sort) {
        return rows.values().stream()
                .filter(item -> value(item, "sk").s().startsWith(sort))
                .findFirst()
                .orElseThrow();
    }

    private static AttributeValue value(Map<String, AttributeValue> row, String name) {
        return Optional.ofNullable(row.get(name)).orElseThrow();
    }

    @Test
    void aSoundApiPassesInThisProcessAndThroughItsDoor() {
        Gated.passes(gated.run(Phase.DASHBOARD));
        DashboardApi api = gated.environment.wiring().dashboard().api();
        try (LocalHttpServer server = LocalHttpServer.start(
                "127.0.0.1", 0, 4, call -> api.answer(call, "request-1").reply(), DashboardApi.unavailable("ended"))) {
            URI url = URI.create("http://127.0.0.1:" + server.address().getPort() + "/");
            gated.target.deployed = gated.environment
                    .wiring()
                    .gates(Duration.ZERO, Optional.of(url))
                    .target()
                    .deployedDashboard();
            Gated.passes(gated.run(Phase.DASHBOARD_DEPLOYED));
        } finally {
            gated.target.deployed = Optional.empty();
        }

        gated.leavesNothing();
    }

    @Test
    void anApiThatIsNotDeployedIsNotProvenToWork() {
        GateRun.Outcome outcome = gated.run(Phase.DASHBOARD_DEPLOYED);

        assertThat(Gated.check(outcome, "6.health").verdict()).isEqualTo(GateVerdict.INCONCLUSIVE);
        assertThat(Gated.check(outcome, "6.health").reason()).contains("not deployed");
        assertThat(Gated.check(outcome, "6.detail").verdict()).isEqualTo(GateVerdict.SKIP);
        assertThat(outcome.result().verdict()).isEqualTo(GateVerdict.INCONCLUSIVE);
        gated.leavesNothing();
    }

    @Test
    void anAddressThatNothingAnswersAtIsAVerdictWithEvidence() {
        unreachable(gated.environment.wiring().gates(Duration.ZERO, Optional.of(NOBODY)));
    }

    @Test
    void aLambdaThatNothingAnswersForIsAVerdictWithEvidence() {
        gated.environment.set(SettingKey.LAMBDA_ENDPOINT, NOBODY.toString());
        try {
            unreachable(gated.environment.wiring().gates(Duration.ZERO, Optional.empty()));
        } finally {
            gated.environment.set(SettingKey.LAMBDA_ENDPOINT, lambda.uri().toString());
        }
    }

    private static void unreachable(Gates gates) {
        GateRun.Outcome outcome = new GateRun(new PassingTarget(gates.target()), gates.evidence())
                .run(Gated.request(Phase.DASHBOARD_DEPLOYED), GateListener.NONE, () -> false);

        CheckResult health = Gated.check(outcome, "6.health");
        assertThat(health.verdict()).isEqualTo(GateVerdict.ERROR);
        assertThat(health.reason()).contains(NOBODY.toString());
        assertThat(Gated.check(outcome, "6.detail").verdict()).isEqualTo(GateVerdict.SKIP);
        assertThat(outcome.result().verdict()).isEqualTo(GateVerdict.ERROR);
        RecordedRun recorded = gated.runs().get(gated.runs().size() - 1);
        assertThat(recorded.run()).isEqualTo(outcome.run());
        assertThat(recorded.verdict()).isEqualTo(GateVerdict.ERROR);
        gated.leavesNothing();
    }

    @Test
    void anotherTenantCanReadASession() {
        gated.target.door = real -> (path, token) -> path.startsWith("/sessions/gate") && token.isPresent()
                ? real.get(path, Optional.of(ours()))
                : real.get(path, token);
        try {
            GateRun.Outcome outcome = gated.run(Phase.DASHBOARD);

            CheckResult isolation = Gated.check(outcome, "5.isolation");
            assertThat(isolation.seen()).contains("the other tenant, the detail sees our sessions");
            // Whoever comes with a forged token gets the same answer.
            Gated.onlyFails(outcome, "5.isolation", "shown", "2");
        } finally {
            gated.target.door = real -> real;
        }
        gated.leavesNothing();
    }

    private static String ours() {
        return gated.target
                .tokens()
                .mint(ProbeSessions.OURS, Optional.empty(), Duration.ofMinutes(1))
                .text();
    }

    @Test
    void anApiThatIsSlowFailsByTheFigureThatIsSlow() {
        gated.target.door = real -> (path, token) -> {
            if (path.startsWith("/sessions/list")) {
                gated.target.time.pass(Duration.ofMillis(150));
            }
            return real.get(path, token);
        };
        try {
            GateRun.Outcome outcome = gated.run(Phase.DASHBOARD);

            Gated.onlyFails(outcome, "5.latency", "list_p99", "151 ms");
            assertThat(Gated.figure(Gated.check(outcome, "5.latency"), "detail_p99"))
                    .contains("1 ms");
        } finally {
            gated.target.door = real -> real;
        }
    }
}
