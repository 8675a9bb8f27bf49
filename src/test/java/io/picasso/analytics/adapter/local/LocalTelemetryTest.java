package io.picasso.analytics.adapter.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.adapter.aws.sqs.Sqs;
import io.picasso.analytics.adapter.json.JacksonParser;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.local.LocalEngines;
import io.picasso.analytics.port.AlarmControl;
import io.picasso.analytics.port.AlarmControlContract;
import io.picasso.analytics.port.FunctionTelemetry;
import io.picasso.analytics.port.QueueControl;
import io.picasso.analytics.resource.AlarmDeclaration;
import io.picasso.analytics.resource.AlarmDeclarations;
import io.picasso.analytics.resource.AlarmState;
import io.picasso.analytics.resource.FoundAlarm;
import io.picasso.analytics.resource.Measured;
import io.picasso.analytics.resource.MetricName;
import io.picasso.analytics.resource.QueueDeclaration;
import io.picasso.analytics.resource.Statistic;
import io.picasso.analytics.setting.Origin;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alarms out of the logs of functions and of the queues, seen to fire and to clear. */
class LocalTelemetryTest extends AlarmControlContract {
    private static final Instant NOON = Instant.parse("2025-12-26T12:00:00Z");
    private static final String FUNCTION = SettingKey.PROCESSOR_FUNCTION.defaultText();

    @TempDir
    Path folder;

    private final Sqs sqs = new Sqs(AwsConnection.local(LocalEngines.endpoints().sqs()));
    private final QueueControl queues = sqs.queueControl();
    private final String dead = "alarms-dlq-" + System.nanoTime();
    private Settings settings;

    @BeforeEach
    void make() {
        settings = Settings.defaults("test").with(SettingKey.DEAD_LETTER_QUEUE, dead, Origin.DEFAULT);
        queues.create(new QueueDeclaration(
                dead, Duration.ofSeconds(30), QueueDeclaration.LONGEST_RETENTION, Optional.empty()));
    }

    @AfterEach
    void remove() {
        queues.delete(dead);
    }

    @Override
    protected AlarmControl control() {
        return at(NOON);
    }

    private AlarmControl at(Instant now) {
        return new FileAlarms(
                folder.resolve("alarms.ndjson"), telemetry(), new JacksonParser(), Clock.fixed(now, ZoneOffset.UTC));
    }

    private LocalTelemetry telemetry() {
        return new LocalTelemetry(folder.resolve("logs"), new JacksonParser(), queues, sqs::queueMessages);
    }

    private void log(Instant at, String text) throws IOException {
        Files.createDirectories(folder.resolve("logs"));
        Files.writeString(
                folder.resolve("logs/" + FUNCTION + ".log"),
                UtcTime.format(at) + " " + text + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private AlarmDeclaration set(String id) {
        AlarmDeclaration alarm = AlarmDeclarations.of(settings).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
        at(NOON).put(alarm);
        return alarm;
    }

    private AlarmState state(AlarmDeclaration alarm, Instant now) {
        return at(now).find(alarm.name()).stream()
                .map(FoundAlarm::state)
                .findFirst()
                .orElseThrow();
    }

    private static String counted(String name, int value) {
        return "{\"message\":\"processed\",\"_aws\":{\"Timestamp\":1,\"CloudWatchMetrics\":[{\"Namespace\":"
                + "\"PicassoAnalytics\",\"Dimensions\":[[\"FunctionName\",\"Environment\"]],\"Metrics\":[{\"Name\":\""
                + name + "\",\"Unit\":\"Count\"}]}]},\"" + name + "\":" + value + ",\"FunctionName\":\"" + FUNCTION
                + "\",\"Environment\":\"test\"}";
    }

    @Test
    void anAlarmOnWhatTheFunctionCountsFiresAndClears() throws IOException {
        AlarmDeclaration deferred = set("deferred");
        log(NOON.minusSeconds(60), counted("Deferred", 0));
        assertThat(state(deferred, NOON).word()).isEqualTo(AlarmState.OK);

        log(NOON.minusSeconds(30), counted("Deferred", 3));
        AlarmState fires = state(deferred, NOON);
        AlarmState later = state(deferred, NOON.plusSeconds(60));
        AlarmState cleared = state(deferred, NOON.plusSeconds(300));

        assertThat(fires.firing()).isTrue();
        assertThat(fires.reason()).isEqualTo("sum 3 in 300 s, above 0");
        assertThat(later.since()).contains(NOON);
        assertThat(cleared.word()).isEqualTo(AlarmState.OK);
        assertThat(cleared.since()).contains(NOON.plusSeconds(300));
    }

    @Test
    void anAlarmThatIsSetWhileOthersAreEvaluatedIsKept() {
        AlarmDeclaration errors = set("function-errors");
        AlarmDeclaration other = AlarmDeclarations.of(settings).stream()
                .filter(one -> one.id().equals("deferred"))
                .findFirst()
                .orElseThrow();
        FunctionTelemetry busy = new FunctionTelemetry() {
            @Override
            public List<LogLine> errors(String function, Instant from, int most) {
                return telemetry().errors(function, from, most);
            }

            @Override
            public Measured measured(
                    MetricName metric, Statistic statistic, Duration period, Instant from, Instant before) {
                at(NOON).put(other);
                return telemetry().measured(metric, statistic, period, from, before);
            }

            @Override
            public void publish(MetricName metric, double value, Instant at) {
                telemetry().publish(metric, value, at);
            }
        };

        new FileAlarms(folder.resolve("alarms.ndjson"), busy, new JacksonParser(), Clock.fixed(NOON, ZoneOffset.UTC))
                .find(errors.name());

        assertThat(at(NOON).find(other.name())).hasSize(1);
        assertThat(at(NOON).find(errors.name())).hasSize(1);
    }

    @Test
    void anotherEnvironmentsCountIsAnotherMetric() throws IOException {
        AlarmDeclaration deferred = set("deferred");
        log(NOON.minusSeconds(30), counted("Deferred", 3).replace("\"test\"", "\"other\""));

        assertThat(state(deferred, NOON).firing()).isFalse();
    }

    @Test
    void callsThatFailAndCallsThatTakeTooLongFire() throws IOException {
        AlarmDeclaration errors = set("function-errors");
        AlarmDeclaration duration = set("function-duration");
        log(NOON.minusSeconds(90), "REPORT RequestId: 1\tDuration: 12.50 ms\tBilled Duration: 13 ms\t");
        assertThat(state(errors, NOON).word()).isEqualTo(AlarmState.OK);
        assertThat(state(duration, NOON).reason()).isEqualTo("maximum 12.500 in 300 s, not above 40000");

        log(
                NOON.minusSeconds(60),
                "REPORT RequestId: 2\tDuration: 50000.00 ms\tBilled Duration: 1 ms\tStatus: timeout");

        assertThat(state(errors, NOON).firing()).isTrue();
        assertThat(state(duration, NOON).firing()).isTrue();
        assertThat(telemetry().errors(FUNCTION, NOON.minusSeconds(120), 10)).hasSize(1);
    }

    @Test
    void deadLettersFireUntilTheyAreGone() {
        AlarmDeclaration depth = set("dlq-depth");
        AlarmDeclaration age = set("dlq-age");
        assertThat(state(depth, NOON).word()).isEqualTo(AlarmState.OK);

        sqs.eventQueue(dead).send(List.of("{}"));

        assertThat(state(depth, NOON).reason()).isEqualTo("maximum 1 in 300 s, above 0");
        assertThat(state(age, Instant.now()).word()).isEqualTo(AlarmState.OK);
        assertThat(state(age, Instant.now().plus(Duration.ofDays(5))).firing()).isTrue();
        sqs.eventQueue(dead).delete(sqs.eventQueue(dead).receive(1, Duration.ofSeconds(5)));
        assertThat(state(depth, NOON).word()).isEqualTo(AlarmState.OK);
    }

    @Test
    void whatIsNotMeasuredHereIsUnknownAndNotWell() {
        AlarmDeclaration throttles = set("events-throttles");

        assertThat(state(throttles, NOON).word()).isEqualTo(AlarmState.UNKNOWN);
        assertThat(state(throttles, NOON).reason()).contains("throttles nobody");
    }

    @Test
    void driftStaysUntilAComparisonSaysOtherwise() {
        AlarmDeclaration drift = set("summary-drift");
        MetricName metric = drift.rule().metric();
        assertThat(state(drift, NOON).word()).isEqualTo(AlarmState.UNKNOWN);

        telemetry().publish(metric, 4, NOON);
        assertThat(state(drift, NOON).firing()).isTrue();
        assertThat(state(drift, NOON.plus(Duration.ofDays(3))).firing()).isTrue();

        telemetry().publish(metric, 0, NOON.plus(Duration.ofDays(4)));
        assertThat(state(drift, NOON.plus(Duration.ofDays(4))).word()).isEqualTo(AlarmState.OK);
    }

    @Test
    void aLogThatIsNotThereMeasuresNothing() {
        Measured measured = telemetry()
                .measured(
                        new MetricName(MetricName.LAMBDA, "Errors", Map.of(MetricName.FUNCTION, "nobody")),
                        Statistic.SUM,
                        Duration.ofMinutes(5),
                        NOON,
                        NOON.plusSeconds(1));

        assertThat(measured.possible()).isTrue();
        assertThat(measured.points()).isEmpty();
    }
}
