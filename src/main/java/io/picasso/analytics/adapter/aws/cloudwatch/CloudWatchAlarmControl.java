package io.picasso.analytics.adapter.aws.cloudwatch;

import io.picasso.analytics.adapter.aws.AwsService;
import io.picasso.analytics.port.AlarmControl;
import io.picasso.analytics.resource.AlarmDeclaration;
import io.picasso.analytics.resource.AlarmRule;
import io.picasso.analytics.resource.FoundAlarm;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.ResourceNotFoundException;

/** Alarms in CloudWatch. */
final class CloudWatchAlarmControl implements AlarmControl {
    private final CloudWatchClient client;
    private final AwsService service;

    CloudWatchAlarmControl(CloudWatchClient client, AwsService service) {
        this.client = client;
        this.service = service;
    }

    @Override
    public List<FoundAlarm> find(String prefix) {
        return service.call(
                "describe",
                "the alarms " + prefix + "*",
                () -> client
                        .describeAlarmsPaginator(b -> b.alarmNamePrefix(prefix).alarmTypes(AlarmType.METRIC_ALARM))
                        .metricAlarms()
                        .stream()
                        .map(FoundAlarms::read)
                        .sorted(Comparator.comparing(FoundAlarm::name))
                        .toList());
    }

    @Override
    public void put(AlarmDeclaration alarm, Set<String> others) {
        AlarmRule rule = alarm.rule();
        List<Dimension> dimensions = rule.metric().dimensions().entrySet().stream()
                .map(entry -> Dimension.builder()
                        .name(entry.getKey())
                        .value(entry.getValue())
                        .build())
                .toList();
        List<String> topics = Stream.concat(
                        alarm.topic().stream(), others.stream().sorted())
                .distinct()
                .toList();
        service.call(
                "set",
                "alarm " + alarm.name(),
                () -> client.putMetricAlarm(b -> b.alarmName(alarm.name())
                        .alarmDescription(alarm.description())
                        .namespace(rule.metric().namespace())
                        .metricName(rule.metric().name())
                        .dimensions(dimensions)
                        .statistic(rule.statistic())
                        .period((int) rule.period().toSeconds())
                        .evaluationPeriods(rule.periods())
                        .datapointsToAlarm(rule.breaches())
                        .comparisonOperator(rule.comparison())
                        .threshold(rule.threshold())
                        .treatMissingData(rule.missing())
                        .actionsEnabled(true)
                        .alarmActions(topics)
                        .okActions(topics)));
    }

    @Override
    public void delete(String name) {
        service.call("delete", "alarm " + name, () -> {
            try {
                return client.deleteAlarms(b -> b.alarmNames(name));
            } catch (ResourceNotFoundException gone) {
                // Somebody else has deleted it.
                return DeleteAlarmsResponse.builder().build();
            }
        });
    }

    @Override
    public String place() {
        return service.place();
    }
}
