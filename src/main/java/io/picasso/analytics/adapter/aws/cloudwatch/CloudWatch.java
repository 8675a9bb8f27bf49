package io.picasso.analytics.adapter.aws.cloudwatch;

import io.picasso.analytics.adapter.aws.AwsClients;
import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.adapter.aws.AwsService;
import io.picasso.analytics.port.AlarmControl;
import io.picasso.analytics.port.FunctionTelemetry;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/** CloudWatch and its logs at one place. Lives as long as the process. */
public final class CloudWatch {
    private final AwsService service;
    private final AwsService logs;
    private final CloudWatchClient client;
    private final CloudWatchLogsClient logsClient;

    public CloudWatch(AwsConnection connection, AwsConnection logsConnection) {
        this.service = new AwsService("CloudWatch", connection);
        this.logs = new AwsService("CloudWatch Logs", logsConnection);
        this.client =
                AwsClients.configure(CloudWatchClient.builder(), connection).build();
        this.logsClient = AwsClients.configure(CloudWatchLogsClient.builder(), logsConnection)
                .build();
    }

    /** The alarms. */
    public AlarmControl alarmControl() {
        return new CloudWatchAlarmControl(client, service);
    }

    /** The logs of functions, and all metrics. */
    public FunctionTelemetry telemetry() {
        return new CloudWatchTelemetry(client, service, logsClient, logs);
    }
}
