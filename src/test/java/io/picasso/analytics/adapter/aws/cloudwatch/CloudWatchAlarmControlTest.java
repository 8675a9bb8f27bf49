package io.picasso.analytics.adapter.aws.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.AlarmControl;
import io.picasso.analytics.port.AlarmControlContract;
import io.picasso.analytics.resource.AlarmComparison;
import io.picasso.analytics.resource.AlarmDeclaration;
import io.picasso.analytics.resource.AlarmDeclarations;
import io.picasso.analytics.resource.FoundAlarm;
import io.picasso.analytics.resource.Verdict;
import io.picasso.analytics.setting.Settings;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes over the wire to CloudWatch about alarms, and what its answers mean. */
class CloudWatchAlarmControlTest extends AlarmControlContract {
    private CloudWatchStub stub;

    @BeforeEach
    void start() throws IOException {
        stub = new CloudWatchStub();
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    @Override
    protected AlarmControl control() {
        AwsConnection connection = AwsConnection.local(stub.uri());
        return new CloudWatch(connection, connection).alarmControl();
    }

    private static AlarmDeclaration declared(String id) {
        return AlarmDeclarations.of(Settings.defaults("staging")).stream()
                .filter(alarm -> alarm.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everythingThatIsDeclaredIsSent() {
        control().put(declared("events-index-throttles"));

        assertThat(stub.requests("PutMetricAlarm")).singleElement().satisfies(request -> {
            assertThat(request.path()).isEqualTo("/service/GraniteServiceVersion20100801/operation/PutMetricAlarm");
            assertThat(request.body())
                    .containsEntry("AlarmName", "picasso-analytics-staging-events-index-throttles")
                    .containsEntry("Namespace", "AWS/DynamoDB")
                    .containsEntry("MetricName", "WriteThrottleEvents")
                    .containsEntry(
                            "Dimensions",
                            List.of(
                                    Map.of("Name", "GlobalSecondaryIndexName", "Value", "tenant-date-index"),
                                    Map.of("Name", "TableName", "Value", "picasso-session-events")))
                    .containsEntry("Statistic", "Sum")
                    .containsEntry("Period", 60L)
                    .containsEntry("EvaluationPeriods", 5L)
                    .containsEntry("DatapointsToAlarm", 3L)
                    .containsEntry("ComparisonOperator", "GreaterThanThreshold")
                    .containsEntry("Threshold", 0L)
                    .containsEntry("TreatMissingData", "notBreaching")
                    .containsEntry("ActionsEnabled", true)
                    .containsEntry("AlarmActions", List.of())
                    .containsEntry("OKActions", List.of());
            assertThat(request.body().get("AlarmDescription").toString())
                    .contains("runbook events-index-throttles")
                    .contains("docs/runbook.md#events-index-throttles");
        });
    }

    @Test
    void theStateIsCloudWatchsOwn() {
        Instant since = Instant.parse("2025-12-26T10:00:00Z");
        stub.alarm(Map.of(
                "AlarmName",
                "a",
                "StateValue",
                "ALARM",
                "StateReason",
                "Threshold Crossed",
                "StateUpdatedTimestamp",
                since));

        FoundAlarm found = control().find("a").get(0);

        assertThat(found.state().firing()).isTrue();
        assertThat(found.state().reason()).isEqualTo("Threshold Crossed");
        assertThat(found.state().since()).contains(since);
    }

    @Test
    void anAlarmOfAShapeWeDoNotUseDiffersFromEveryOneOfOurs() {
        AlarmDeclaration wanted = declared("queue-age");
        stub.alarm(Map.of("AlarmName", wanted.name(), "StateValue", "OK", "Metrics", List.of()));

        FoundAlarm found = control().find(wanted.name()).get(0);

        assertThat(AlarmComparison.compare(wanted, Optional.of(found)).verdict())
                .isEqualTo(Verdict.ALTER);
    }

    @Test
    void oneWhoseActionsAreOffTellsNobody() {
        stub.alarm(Map.of(
                "AlarmName", "a", "StateValue", "OK", "ActionsEnabled", false, "AlarmActions", List.of("arn:topic")));

        assertThat(control().find("a").get(0).topics()).isEmpty();
    }

    @Test
    void onlyAlarmsOnMetricsAreAskedFor() {
        control().find("a");

        assertThat(stub.requests("DescribeAlarms"))
                .singleElement()
                .satisfies(request -> assertThat(request.body())
                        .containsEntry("AlarmNamePrefix", "a")
                        .containsEntry("AlarmTypes", List.of("MetricAlarm")));
    }

    @Test
    void aRefusalIsDenied() {
        stub.refuse("AccessDeniedException");

        Failure failure = catchThrowableOfType(Failure.class, () -> control().find("a"));

        assertThat(failure.code()).isEqualTo(FailureCode.DENIED);
        assertThat(failure.what()).contains("the alarms a*");
    }
}
