package io.picasso.analytics.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.resource.Measured.Point;
import io.picasso.analytics.setting.Origin;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.setting.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is watched, what differs, and when it fires. */
class AlarmDeclarationsTest {
    private static final Instant NOON = Instant.parse("2025-12-26T12:00:00Z");
    private static final Settings SETTINGS = Settings.defaults("staging");

    private static AlarmDeclaration alarm(String id) {
        return AlarmDeclarations.of(SETTINGS).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static FoundAlarm found(AlarmDeclaration alarm, AlarmRule rule, Set<String> topics) {
        return new FoundAlarm(
                alarm.name(), rule, alarm.description(), topics, new AlarmState(AlarmState.OK, "", Optional.empty()));
    }

    private static AlarmState state(AlarmRule rule, Point... points) {
        return AlarmEvaluation.state(rule, Measured.of(List.of(points)), NOON, Optional.empty());
    }

    @Test
    void everyAlarmHasANameOfItsOwnAndPointsToTheRunbook() {
        List<AlarmDeclaration> all = AlarmDeclarations.of(SETTINGS);

        assertThat(all).extracting(AlarmDeclaration::name).doesNotHaveDuplicates();
        assertThat(all).allSatisfy(alarm -> {
            assertThat(alarm.name()).startsWith("picasso-analytics-staging-");
            assertThat(alarm.description())
                    .contains("docs/runbook.md#" + alarm.id())
                    .hasSizeLessThan(1024);
            assertThat(alarm.rule().metric().dimensions()).isNotEmpty();
            // CloudWatch takes no rule that looks back for more than a day.
            assertThat(alarm.rule().period().multipliedBy(alarm.rule().periods()))
                    .isLessThanOrEqualTo(Duration.ofDays(1));
        });
    }

    @Test
    void limitsFollowTheSettings() {
        Settings other = SETTINGS.with(SettingKey.FUNCTION_TIMEOUT, "100", Origin.DEFAULT)
                .with(SettingKey.VISIBILITY_SECONDS, "600", Origin.DEFAULT);

        Map<String, Double> thresholds = AlarmDeclarations.of(other).stream()
                .collect(java.util.stream.Collectors.toMap(
                        AlarmDeclaration::id, alarm -> alarm.rule().threshold()));

        assertThat(thresholds).containsEntry("function-duration", 80_000.0).containsEntry("queue-age", 1200.0);
    }

    @Test
    void anAlarmThatIsAsDeclaredNeedsNoChange() {
        AlarmDeclaration alarm = alarm("dlq-depth");

        Difference difference =
                AlarmComparison.compare(alarm, Optional.of(found(alarm, alarm.rule(), Set.of("arn:theirs"))));

        assertThat(difference.verdict()).isEqualTo(Verdict.SAME);
        assertThat(difference.notes()).singleElement().asString().contains("arn:theirs");
    }

    @Test
    void everyPartOfARuleThatDiffersIsNamed() {
        AlarmDeclaration alarm = alarm("dlq-depth");
        AlarmRule other = new AlarmRule(
                new MetricName("AWS/SQS", "NumberOfMessagesSent", Map.of()),
                "Average",
                Duration.ofMinutes(1),
                2,
                2,
                "LessThanThreshold",
                5,
                "breaching");

        Difference difference = AlarmComparison.compare(alarm, Optional.of(found(alarm, other, Set.of())));

        assertThat(difference.verdict()).isEqualTo(Verdict.ALTER);
        assertThat(difference.details())
                .extracting(Detail::attribute)
                .containsExactly("metric", "fires", "missing data");
        assertThat(difference.details().get(1))
                .hasToString(
                        "fires: Average LessThanThreshold 5 in 2 of 2 periods of 60 s → Sum".replace("Sum", "Maximum")
                                + " > 0 in 1 of 1 periods of 300 s");
        assertThat(difference.changes()).hasSize(1);
    }

    @Test
    void itFiresAboveTheThresholdAndNotAtIt() {
        AlarmRule rule = alarm("rejected").rule();

        assertThat(state(rule, new Point(NOON, 4), new Point(NOON.minusSeconds(299), 6))
                        .word())
                .isEqualTo(AlarmState.OK);
        assertThat(state(rule, new Point(NOON, 4), new Point(NOON.minusSeconds(299), 7))
                        .firing())
                .isTrue();
        assertThat(state(rule, new Point(NOON, 4), new Point(NOON.minusSeconds(300), 7))
                        .word())
                .isEqualTo(AlarmState.OK);
    }

    @Test
    void asManyPeriodsAsNeededHaveToBeAbove() {
        AlarmRule rule = alarm("events-throttles").rule();
        Point now = new Point(NOON, 1);
        Point before = new Point(NOON.minusSeconds(130), 1);

        assertThat(state(rule, now, before).word()).isEqualTo(AlarmState.OK);
        assertThat(state(rule, now, before, new Point(NOON.minusSeconds(290), 1))
                        .firing())
                .isTrue();
    }

    @Test
    void ofWhatCannotBeMeasuredNothingIsSaid() {
        AlarmState state =
                AlarmEvaluation.state(alarm("queue-age").rule(), Measured.not("nobody looks"), NOON, Optional.empty());

        assertThat(state.word()).isEqualTo(AlarmState.UNKNOWN);
        assertThat(state.reason()).isEqualTo("nobody looks");
    }
}
