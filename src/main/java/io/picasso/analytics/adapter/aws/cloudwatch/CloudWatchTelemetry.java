package io.picasso.analytics.adapter.aws.cloudwatch;

import io.picasso.analytics.adapter.aws.AwsService;
import io.picasso.analytics.port.FunctionTelemetry;
import io.picasso.analytics.resource.Measured;
import io.picasso.analytics.resource.Measured.Point;
import io.picasso.analytics.resource.MetricName;
import io.picasso.analytics.resource.Statistic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** Logs and metrics of functions in CloudWatch. */
final class CloudWatchTelemetry implements FunctionTelemetry {
    /** Any of: a line of ours of level ERROR, and what Lambda reports of a call that failed or took too long. */
    static final String ERRORS =
            "?\"\\\"level\\\":\\\"ERROR\\\"\" ?\"Status: error\" ?\"Status: timeout\" ?\"Task timed out\"";

    private static final String GROUP = "/aws/lambda/";

    private final CloudWatchClient client;
    private final AwsService service;
    private final CloudWatchLogsClient logsClient;
    private final AwsService logs;

    CloudWatchTelemetry(CloudWatchClient client, AwsService service, CloudWatchLogsClient logsClient, AwsService logs) {
        this.client = client;
        this.service = service;
        this.logsClient = logsClient;
        this.logs = logs;
    }

    @Override
    public List<LogLine> errors(String function, Instant from, int most) {
        return logs.call("read", "the log of function " + function, () -> {
            List<LogLine> lines = new ArrayList<>();
            try {
                for (FilteredLogEvent event : logsClient
                        .filterLogEventsPaginator(b -> b.logGroupName(GROUP + function)
                                .filterPattern(ERRORS)
                                .startTime(from.toEpochMilli()))
                        .events()) {
                    lines.add(new LogLine(
                            Instant.ofEpochMilli(event.timestamp()),
                            event.message().stripTrailing()));
                }
            } catch (ResourceNotFoundException e) {
                // Lambda makes the group with the first call.
                return List.of();
            }
            lines.sort(Comparator.comparing(LogLine::at));
            return List.copyOf(lines.subList(Math.max(0, lines.size() - most), lines.size()));
        });
    }

    @Override
    public Measured measured(MetricName metric, Statistic statistic, Duration period, Instant from, Instant before) {
        return service.call("read", "metric " + metric, () -> {
            List<Point> points = new ArrayList<>();
            for (MetricDataResult result : client.getMetricDataPaginator(b -> b.startTime(from)
                            .endTime(before)
                            .metricDataQueries(query -> query.id("m")
                                    .metricStat(stat -> stat.period((int) period.toSeconds())
                                            .stat(statistic.word())
                                            .metric(one -> one.namespace(metric.namespace())
                                                    .metricName(metric.name())
                                                    .dimensions(dimensions(metric))))))
                    .metricDataResults()) {
                for (int i = 0; i < result.timestamps().size(); i++) {
                    points.add(new Point(
                            result.timestamps().get(i), result.values().get(i)));
                }
            }
            points.sort(Comparator.comparing(Point::at));
            return Measured.of(points);
        });
    }

    @Override
    public void publish(MetricName metric, double value, Instant at) {
        service.call(
                "publish",
                "metric " + metric,
                () -> client.putMetricData(b -> b.namespace(metric.namespace())
                        .metricData(datum -> datum.metricName(metric.name())
                                .dimensions(dimensions(metric))
                                .timestamp(at)
                                .unit(StandardUnit.COUNT)
                                .value(value))));
    }

    private static List<Dimension> dimensions(MetricName metric) {
        return metric.dimensions().entrySet().stream()
                .map(entry -> Dimension.builder()
                        .name(entry.getKey())
                        .value(entry.getValue())
                        .build())
                .toList();
    }
}
