package io.picasso.analytics.adapter.aws.cloudwatch;

import io.picasso.analytics.resource.AlarmRule;
import io.picasso.analytics.resource.AlarmState;
import io.picasso.analytics.resource.FoundAlarm;
import io.picasso.analytics.resource.MetricName;
import io.picasso.analytics.resource.MissingData;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

/** Reads what CloudWatch says about alarms. */
final class FoundAlarms {
    private FoundAlarms() {}

    static FoundAlarm read(MetricAlarm found) {
        return new FoundAlarm(
                text(found.alarmName()),
                rule(found),
                text(found.alarmDescription()),
                // One whose actions are off tells nobody, whatever it lists.
                Boolean.FALSE.equals(found.actionsEnabled()) ? Set.of() : Set.copyOf(found.alarmActions()),
                new AlarmState(
                        text(found.stateValueAsString()),
                        text(found.stateReason()),
                        Optional.ofNullable(found.stateUpdatedTimestamp())));
    }

    private static AlarmRule rule(MetricAlarm found) {
        Map<String, String> dimensions = new LinkedHashMap<>();
        found.dimensions().forEach(dimension -> dimensions.put(text(dimension.name()), text(dimension.value())));
        int periods = found.evaluationPeriods() == null ? 0 : found.evaluationPeriods();
        return new AlarmRule(
                new MetricName(text(found.namespace()), text(found.metricName()), dimensions),
                found.extendedStatistic() == null ? text(found.statisticAsString()) : found.extendedStatistic(),
                Duration.ofSeconds(found.period() == null ? 0 : found.period()),
                periods,
                // Where it is not said, all of them.
                found.datapointsToAlarm() == null ? periods : found.datapointsToAlarm(),
                text(found.comparisonOperatorAsString()),
                found.threshold() == null ? Double.NaN : found.threshold(),
                found.treatMissingData() == null ? MissingData.UNKNOWN.word() : found.treatMissingData());
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
