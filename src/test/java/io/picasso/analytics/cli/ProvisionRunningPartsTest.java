package io.picasso.analytics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.adapter.aws.cloudwatch.CloudWatchStub;
import io.picasso.analytics.adapter.aws.events.EventBridgeStub;
import io.picasso.analytics.adapter.aws.events.EventBridgeStub.Fault;
import io.picasso.analytics.cli.CommandRun.Result;
import io.picasso.analytics.setting.SettingKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Provisioning what runs: the functions and the schedule, as an operator meets it. */
@ExtendWith(EngineCredentials.class)
class ProvisionRunningPartsTest {
    private static final String AGGREGATOR = SettingKey.AGGREGATOR_FUNCTION.defaultText();
    private static final String RULE = SettingKey.SCHEDULE.defaultText();

    @TempDir
    Path folder;

    private FunctionEnvironment at;
    private EventBridgeStub events;
    private Path zip;

    @BeforeEach
    void start() throws IOException {
        at = new FunctionEnvironment(folder);
        events = new EventBridgeStub();
        zip = at.zip("one.zip", "one");
    }

    @AfterEach
    void stop() {
        events.close();
        at.close();
    }

    private Result run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--set", "endpoints.eventbridge=" + events.uri()));
        return at.run(all.toArray(String[]::new));
    }

    @Test
    void aScheduleWithNothingToCallIsNotMade() {
        assertThat(run("provision", "plan", "schedule").out())
                .contains("create    schedule  " + RULE)
                .contains("function " + AGGREGATOR + " is not deployed")
                .contains("Run 'picasso-analytics provision apply schedule'");

        Result refused = run("provision", "apply", "schedule", "--yes");

        assertThat(refused.status()).isEqualTo(5);
        assertThat(refused.err()).contains("deploy push --function aggregator");
        assertThat(events.changes()).isZero();
    }

    @Test
    void theScheduleIsMadeWithItsTargetAndItsPermissionOnceAndTakenDownAgain() {
        deployAggregator();

        Result made = run("provision", "apply", "schedule", "--yes");

        assertThat(made.status()).as(made.err()).isZero();
        assertThat(made.out()).contains("3 changes");
        assertThat(at.stub.requests("AddPermission"))
                .singleElement()
                .satisfies(
                        request -> assertThat(request.body().path("SourceArn").asText())
                                .isEqualTo("arn:aws:events:us-east-1:123456789012:rule/" + RULE));
        long changes = events.changes();
        assertThat(run("provision", "apply", "schedule", "--yes").out()).contains("Nothing to change");
        assertThat(run("provision", "drift", "schedule").status()).isZero();
        assertThat(events.changes()).isEqualTo(changes);
        assertThat(run("provision", "status", "schedule").out())
                .contains(RULE)
                .contains("enabled")
                .contains("rate(1 hour), calls " + AGGREGATOR);

        Result destroyed = run("provision", "destroy", "schedule", "--yes");

        assertThat(destroyed.status()).as(destroyed.err()).isZero();
        assertThat(run("provision", "status", "schedule").out()).contains("missing");
        assertThat(at.stub.requests("RemovePermission")).hasSize(1);
        assertThat(at.stub.functions()).contains(AGGREGATOR);
    }

    @Test
    void anotherPeriodIsAChangeInPlaceAndAnInterruptedApplyIsFinishedByTheNext() {
        deployAggregator();
        events.fail("PutTargets", Fault.DENIED);
        assertThat(run("provision", "apply", "schedule", "--yes").status()).isEqualTo(9);
        assertThat(run("provision", "drift", "schedule").status()).isEqualTo(3);
        assertThat(run("provision", "apply", "schedule", "--yes").out()).contains("2 changes");

        Result other = run("provision", "apply", "schedule", "--yes", "--set", "schedule.aggregator_minutes=15");

        assertThat(other.out()).contains("1 change");
        assertThat(events.requests("PutRule"))
                .last()
                .satisfies(request -> assertThat(
                                request.body().path("ScheduleExpression").asText())
                        .isEqualTo("rate(15 minutes)"));
        assertThat(at.stub.requests("AddPermission")).hasSize(1);
    }

    private void deployAggregator() {
        Result pushed = at.run("deploy", "push", "--function", "aggregator", "--zip", zip.toString(), "--yes");
        assertThat(pushed.status()).as(pushed.err()).isZero();
    }

    @Test
    void theFunctionsAreTheSameHereAsInDeployPush() {
        String[] apply = {"provision", "apply", "functions", "--zip", zip.toString(), "--yes"};
        assertThat(run("provision", "plan", "functions", "--zip", zip.toString())
                        .out())
                .contains("create    function  " + AGGREGATOR);

        Result made = run(apply);

        assertThat(made.status()).as(made.err()).isZero();
        assertThat(run(apply).out()).contains("Nothing to change");
        assertThat(at.run("deploy", "push", "--zip", zip.toString(), "--yes").out())
                .contains("Nothing to change");
        assertThat(run("provision", "status", "functions").out())
                .contains(AGGREGATOR)
                .contains("Active")
                .contains("https://");
        Result kept = run("provision", "destroy", "functions", "--yes");
        assertThat(kept.status()).isEqualTo(7);
        assertThat(kept.out()).contains("aws lambda delete-function --function-name " + AGGREGATOR);
        assertThat(at.stub.functions()).hasSize(3);
    }

    @Test
    void theAlarmsAreTheSameHereAsInAlarmsApplyAndAreTakenDownAgain() throws IOException {
        try (CloudWatchStub cloudWatch = new CloudWatchStub()) {
            String[] to = {"--set", "endpoints.cloudwatch=" + cloudWatch.uri()};
            assertThat(run(with(to, "provision", "plan", "alarms")).out())
                    .contains("create    alarm   picasso-analytics-test-queue-age")
                    .contains("function " + SettingKey.PROCESSOR_FUNCTION.defaultText()
                            + ", which it watches, is not there");
            Result refused = run(with(to, "provision", "apply", "alarms", "--yes"));
            assertThat(refused.status()).isEqualTo(5);
            assertThat(refused.err()).contains("no alarm was set");
            assertThat(run(with(to, "provision", "status", "alarms")).out())
                    .contains("missing")
                    .doesNotContain("INSUFFICIENT_DATA");

            // What is watched is made by the same command, before it.
            Result made = run(with(to, "provision", "apply", "functions", "alarms", "--zip", zip.toString(), "--yes"));

            assertThat(made.status()).as(made.err()).isZero();
            assertThat(run(with(to, "provision", "apply", "alarms", "--yes")).out())
                    .contains("Nothing to change");
            assertThat(run(with(to, "provision", "drift", "alarms")).status()).isZero();
            assertThat(run(with(to, "alarms", "apply", "--yes")).out()).contains("Nothing to change");
            assertThat(run(with(to, "provision", "status", "alarms")).out())
                    .contains("picasso-analytics-test-queue-age")
                    .contains("Maximum > 600 in 1 of 1 periods of 300 s");
            cloudWatch.alarm(Map.of("AlarmName", "picasso-analytics-test-by-hand", "StateValue", "OK"));

            Result destroyed = run(with(to, "provision", "destroy", "alarms", "--yes"));

            assertThat(destroyed.status()).as(destroyed.err()).isZero();
            assertThat(run(with(to, "provision", "drift", "alarms")).status()).isEqualTo(3);
            assertThat(run(with(to, "alarms", "plan")).out())
                    .contains("picasso-analytics-test-by-hand is not declared; it is left alone")
                    .doesNotContain("same");
        }
    }

    private static String[] with(String[] more, String... arguments) {
        return Stream.concat(Arrays.stream(arguments), Arrays.stream(more)).toArray(String[]::new);
    }

    @Test
    void whereNoPartIsNamedNothingThatRunsIsLookedAt() {
        assertThat(run("provision", "plan").status()).isZero();

        assertThat(at.stub.requests("GetFunctionConfiguration")).isEmpty();
        assertThat(events.requests("DescribeRule")).isEmpty();
    }
}
