package io.picasso.analytics.adapter.aws.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.port.FunctionTelemetry;
import io.picasso.analytics.port.FunctionTelemetry.LogLine;
import io.picasso.analytics.resource.Measured;
import io.picasso.analytics.resource.Measured.Point;
import io.picasso.analytics.resource.MetricName;
import io.picasso.analytics.resource.Statistic;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes over the wire to CloudWatch and its logs about what was measured, and what their answers mean. */
class CloudWatchTelemetryTest {
    private static final Instant NOON = Instant.parse("2025-12-26T12:00:00Z");
    private static final MetricName METRIC =
            new MetricName("PicassoAnalytics", "Deferred", Map.of("FunctionName", "f", "Environment", "staging"));

    private CloudWatchStub stub;
    private FunctionTelemetry telemetry;

    @BeforeEach
    void start() throws IOException {
        stub = new CloudWatchStub();
        AwsConnection connection = AwsConnection.local(stub.uri());
        telemetry = new CloudWatch(connection, connection).telemetry();
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void aMetricIsReadByPeriodsInTheOrderOfTime() {
        stub.point(NOON, 3);
        stub.point(NOON.minusSeconds(300), 1.5);

        Measured measured = telemetry.measured(
                METRIC, Statistic.SUM, Duration.ofMinutes(5), NOON.minusSeconds(600), NOON.plusSeconds(1));

        assertThat(measured.points()).containsExactly(new Point(NOON.minusSeconds(300), 1.5), new Point(NOON, 3));
        assertThat(measured.possible()).isTrue();
        Map<String, Object> body = stub.requests("GetMetricData").get(0).body();
        assertThat(body.get("StartTime")).isEqualTo(NOON.minusSeconds(600).getEpochSecond() * 1.0);
        assertThat(body.get("MetricDataQueries"))
                .isEqualTo(List.of(Map.of(
                        "Id",
                        "m",
                        "MetricStat",
                        Map.of(
                                "Metric",
                                Map.of(
                                        "Namespace",
                                        "PicassoAnalytics",
                                        "MetricName",
                                        "Deferred",
                                        "Dimensions",
                                        List.of(
                                                Map.of("Name", "Environment", "Value", "staging"),
                                                Map.of("Name", "FunctionName", "Value", "f"))),
                                "Period",
                                300L,
                                "Stat",
                                "Sum"))));
    }

    @Test
    void aValueIsPublishedWithItsTime() {
        telemetry.publish(METRIC, 7, NOON);

        Map<String, Object> body = stub.requests("PutMetricData").get(0).body();
        assertThat(body).containsEntry("Namespace", "PicassoAnalytics");
        assertThat(body.get("MetricData").toString())
                .contains("MetricName=Deferred")
                .contains("Value=7,")
                .contains("Unit=Count");
    }

    @Test
    void theLinesOfErrorAreAskedForAndTheNewestKept() {
        stub.log("[{\"timestamp\":" + NOON.toEpochMilli() + ",\"message\":\"two\\n\"}," + "{\"timestamp\":"
                + NOON.minusSeconds(1).toEpochMilli() + ",\"message\":\"one\"}]");

        assertThat(telemetry.errors("f", NOON.minusSeconds(60), 5))
                .containsExactly(new LogLine(NOON.minusSeconds(1), "one"), new LogLine(NOON, "two"));
        assertThat(telemetry.errors("f", NOON.minusSeconds(60), 1)).containsExactly(new LogLine(NOON, "two"));
        assertThat(stub.logRequests().get(0).get("logGroupName").asText()).isEqualTo("/aws/lambda/f");
        assertThat(stub.logRequests().get(0).get("filterPattern").asText())
                .isEqualTo("?\"\\\"level\\\":\\\"ERROR\\\"\" ?\"Status: error\" ?\"Status: timeout\""
                        + " ?\"Task timed out\"");
        assertThat(stub.logRequests().get(0).get("startTime").asLong())
                .isEqualTo(NOON.minusSeconds(60).toEpochMilli());
    }

    @Test
    void aFunctionThatHasNeverLoggedHasNoErrors() {
        assertThat(telemetry.errors("f", NOON, 5)).isEmpty();
    }
}
