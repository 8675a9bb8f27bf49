package io.picasso.analytics.operation.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.adapter.aws.AwsClients;
import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.change.ChangeKind;
import io.picasso.analytics.change.EnvironmentMap;
import io.picasso.analytics.gate.CheckResult;
import io.picasso.analytics.gate.GateVerdict;
import io.picasso.analytics.gate.Measurement;
import io.picasso.analytics.gate.Phase;
import io.picasso.analytics.local.FaultyEndpoint;
import io.picasso.analytics.local.FaultyEndpoint.Answer;
import io.picasso.analytics.local.LocalEngines;
import io.picasso.analytics.local.Service;
import io.picasso.analytics.local.lambda.FunctionZips;
import io.picasso.analytics.local.lambda.LocalLambda;
import io.picasso.analytics.operation.deploy.Deployment;
import io.picasso.analytics.operation.ingest.IngestEnvironment;
import io.picasso.analytics.operation.rollback.SwitchRequest;
import io.picasso.analytics.resource.FunctionCode;
import io.picasso.analytics.resource.Part;
import io.picasso.analytics.resource.ResourceChange;
import io.picasso.analytics.setting.SettingKey;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * Phases 3, 4 and 7 on the deployed function, a process of its own called by a real queue; its DynamoDB and S3 can be made
 * slow or refuse.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FunctionGateTest {
    private static final SwitchRequest REQUEST = new SwitchRequest("ada@desk", "a test", true);

    @TempDir
    static Path folder;

    private static Gated gated;
    private static LocalLambda lambda;
    private static FaultyEndpoint dynamoDb;
    private static FaultyEndpoint s3;
    private static SteadyCalls calls;

    @BeforeAll
    static void deploy() throws IOException, NoSuchAlgorithmException {
        dynamoDb = new FaultyEndpoint(LocalEngines.endpoints().dynamodb());
        s3 = new FaultyEndpoint(LocalEngines.endpoints().s3());
        lambda = LocalLambda.before(
                folder,
                Map.of(
                        Service.DYNAMODB,
                        dynamoDb.uri().getPort(),
                        Service.S3,
                        s3.uri().getPort()));
        gated = Gated.on(
                IngestEnvironment.create(
                        Map.of(
                                SettingKey.LAMBDA_ENDPOINT,
                                lambda.uri().toString(),
                                SettingKey.FUNCTION_BATCHING_SECONDS,
                                "0"),
                        Part.USUAL),
                folder);
        calls = new SteadyCalls(gated.target.functions());
        gated.target.functions = Optional.of(calls);
        byte[] zip = FunctionZips.processor();
        FunctionCode code = new FunctionCode(
                zip,
                Base64.getEncoder()
                        .encodeToString(MessageDigest.getInstance("SHA-256").digest(zip)));
        Deployment deployment = gated.target.deployment();
        List<ResourceChange> changes = deployment.plan(List.of(deployment.processor()), code).stream()
                .flatMap(difference -> difference.changes().stream())
                .toList();
        deployment.apply(changes, code, line -> {});
    }

    @AfterAll
    static void stop() {
        lambda.close();
        gated.close();
        dynamoDb.close();
        s3.close();
    }

    @AfterEach
    void sound() {
        dynamoDb.set(request -> Optional.empty());
        s3.set(request -> Optional.empty());
        calls.steady = true;
    }

    private static String name() {
        return gated.target.deployment().processor().name();
    }

    private static EnvironmentMap environment() {
        return gated.target.functions().find(name()).orElseThrow().environment();
    }

    private static void environment(EnvironmentMap other) {
        var found = gated.target.functions().awaitSettled(name());
        gated.target.functions().updateEnvironment(name(), other, found.revision());
        gated.target.functions().awaitSettled(name());
    }

    /** The environment with one variable more, another, or none. */
    private static EnvironmentMap with(String variable, Optional<String> value) {
        Map<String, String> variables = new TreeMap<>(environment().variables());
        variables.remove(variable);
        value.ifPresent(text -> variables.put(variable, text));
        return EnvironmentMap.of(variables);
    }

    @Test
    @Order(1)
    void aSoundFunctionPassesWithWritesOffAndHasABaseline() {
        GateRun.Outcome outcome = gated.run(Phase.DEPLOYED);

        Gated.passes(outcome);
        assertThat(Gated.figure(Gated.check(outcome, "3.baseline"), "p50")).contains("20 ms");
        assertThat(Gated.check(outcome, "3.baseline").series().values()).hasSize(25);
        gated.leavesNothing();
    }

    @Test
    @Order(2)
    void aVariableIsMissing() {
        EnvironmentMap before = environment();
        environment(with(SettingKey.PII.variable(), Optional.empty()));
        try {
            Gated.onlyFails(gated.run(Phase.DEPLOYED), "3.variables", "missing", "1");
        } finally {
            environment(before);
        }
        gated.leavesNothing();
    }

    @Test
    @Order(11)
    void theFunctionsLakeRefusesWrites() {
        s3.set(request -> request.method().equals("PUT") && request.path().contains("/analytics/")
                ? Optional.of(Answer.s3(403, "AccessDenied"))
                : Optional.empty());

        GateRun.Outcome outcome = gated.run(Phase.DEPLOYED);

        assertThat(Gated.figure(Gated.check(outcome, "3.lake"), "missing")).contains("10");
        assertThat(Gated.check(outcome, "3.lake").verdict()).isEqualTo(GateVerdict.FAIL);
        assertThat(Gated.figure(Gated.check(outcome, "3.logs"), "failed_calls")).contains("30");
        assertThat(Gated.check(outcome, "3.baseline").verdict()).isEqualTo(GateVerdict.SKIP);
        // The messages are still on the way, and so is what they will leave.
        assertThat(Gated.check(outcome, "3.clean").verdict()).isEqualTo(GateVerdict.INCONCLUSIVE);
        assertThat(outcome.result().verdict()).isEqualTo(GateVerdict.FAIL);
    }

    @Test
    @Order(12)
    void theFunctionCannotStart() {
        EnvironmentMap before = environment();
        environment(with(SettingKey.DYNAMODB_WRITE_ENABLED.variable(), Optional.of("perhaps")));
        try {
            GateRun.Outcome outcome = gated.run(Phase.DEPLOYED);

            assertThat(Gated.figure(Gated.check(outcome, "3.logs"), "failed_calls"))
                    .contains("30");
            assertThat(Gated.check(outcome, "3.logs").seen()).isNotEmpty();
            assertThat(Gated.check(outcome, "3.deployed").passed()).isTrue();
            assertThat(Gated.check(outcome, "3.variables").passed()).isTrue();
        } finally {
            environment(before);
        }
    }

    @Test
    @Order(5)
    void withWritesOffPhaseFourFailsAtOnce() {
        Gated.onlyFails(gated.run(Phase.WRITES), "4.writes_on", "writes", "0");
    }

    @Test
    @Order(6)
    void withWritesOnPhaseThreeSaysSo() {
        gated.target.writes().set(ChangeKind.ENABLE, REQUEST);
        Gated.onlyFails(gated.run(Phase.DEPLOYED), "3.writes_off", "writes", "1");
    }

    @Test
    @Order(7)
    void aSoundFunctionPassesWithWritesOnAndItsSettingsAreNotTouched() {
        EnvironmentMap before = environment();
        String revision = gated.target.functions().find(name()).orElseThrow().revision();

        GateRun.Outcome outcome = gated.run(Phase.WRITES);

        Gated.passes(outcome);
        assertThat(Gated.figure(Gated.check(outcome, "4.isolation"), "deferred"))
                .contains("5");
        assertThat(Gated.check(outcome, "4.watch").series().values()).hasSizeGreaterThan(2);
        assertThat(environment()).isEqualTo(before);
        assertThat(gated.target.functions().find(name()).orElseThrow().revision())
                .isEqualTo(revision);
        gated.leavesNothing();
    }

    @Test
    @Order(8)
    void aRealConversationArrivesInOrderAndIsCountedRight() {
        Gated.passes(gated.run(Phase.END_TO_END));

        gated.leavesNothing();
    }

    @Test
    @Order(9)
    void aSlowDynamoDbIsSeenInTheOverheadAndNowhereElse() {
        calls.steady = false;
        dynamoDb.set(request -> {
            pause(200);
            return Optional.empty();
        });

        GateRun.Outcome outcome = gated.run(Phase.WRITES);

        CheckResult overhead = Gated.check(outcome, "4.overhead");
        assertThat(overhead.verdict()).isEqualTo(GateVerdict.FAIL);
        assertThat(overhead.figures().get(0).value().doubleValue()).isGreaterThan(180);
        assertThat(outcome.result().checks())
                .filteredOn(result -> result.verdict() == GateVerdict.FAIL)
                .extracting(CheckResult::check)
                // Several calls follow one another in a batch, so that the threshold of alarm is passed as well.
                .isSubsetOf("4.overhead", "4.alert");
        assertThat(Gated.check(outcome, "4.watch").verdict()).isEqualTo(GateVerdict.SKIP);
        dynamoDb.set(request -> Optional.empty());
        gated.leavesNothing();
    }

    @Test
    @Order(10)
    void aRegressionWhileWatchingSwitchesWritingOffAndNothingElse() {
        EnvironmentMap before = environment();
        AtomicInteger looks = new AtomicInteger();
        GateListener listener = new GateListener() {
            @Override
            public void watched(Measurement measurement) {
                if (looks.incrementAndGet() == 2) {
                    dynamoDb.set(request -> Optional.of(Answer.dynamoDb("AccessDeniedException")));
                }
            }
        };

        GateRun.Outcome outcome =
                gated.run(Gated.with(Gated.request(Phase.WRITES), Optional.of("a test"), false, true), listener);

        dynamoDb.set(request -> Optional.empty());
        assertThat(Gated.check(outcome, "4.watch").seen())
                .anySatisfy(line -> assertThat(line).contains("AccessDenied"));
        // The look after the regression is the one that ends it.
        assertThat(looks).hasValue(3);
        Gated.onlyFails(outcome, "4.watch", "deferred", "50");
        assertThat(outcome.rolledBack()).hasValueSatisfying(done -> {
            assertThat(done.done()).isTrue();
            assertThat(done.detail()).contains("rollback undo ");
        });
        Map<String, String> off = new TreeMap<>(before.variables());
        off.put(SettingKey.DYNAMODB_WRITE_ENABLED.variable(), "false");
        assertThat(environment()).isEqualTo(EnvironmentMap.of(off));
        RecordedRun run = gated.runs().get(gated.runs().size() - 1);
        assertThat(run.rolledBack()).isEqualTo(outcome.rolledBack());
        assertThat(run.ended()).isPresent();
        assertThat(run.results()).hasSize(10);
        assertThat(gated.evidence().verify(Optional.empty()).broken()).isEmpty();
    }

    @Test
    @Order(13)
    void aQueueThatDoesNotCallTheFunctionIsToldOnce() {
        gated.target.writes().set(ChangeKind.ENABLE, REQUEST);
        mapping(false);
        try {
            GateRun.Outcome outcome = gated.run(Phase.WRITES);

            CheckResult lake = Gated.check(outcome, "4.lake");
            assertThat(Gated.figure(lake, "missing")).contains("10");
            assertThat(lake.seen()).contains("the queue's mapping is Disabled");
            assertThat(outcome.result().checks())
                    .filteredOn(result -> result.verdict() == GateVerdict.FAIL)
                    .containsExactly(lake);
            assertThat(Gated.check(outcome, "4.events").verdict()).isEqualTo(GateVerdict.SKIP);
        } finally {
            mapping(true);
        }
    }

    private static void mapping(boolean enabled) {
        try (LambdaClient client = AwsClients.configure(LambdaClient.builder(), AwsConnection.local(lambda.uri()))
                .build()) {
            String id = client.listEventSourceMappings(b -> b.functionName(name()))
                    .eventSourceMappings()
                    .get(0)
                    .uuid();
            client.updateEventSourceMapping(b -> b.uuid(id).enabled(enabled));
            while (!client.getEventSourceMapping(b -> b.uuid(id)).state().equals(enabled ? "Enabled" : "Disabled")) {
                pause(50);
            }
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
