package io.picasso.analytics.adapter.aws.events;

import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.adapter.aws.AwsService;
import io.picasso.analytics.port.ScheduleControl;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/** EventBridge at one place: a client, and what stands on it. Lives as long as the process. */
public final class EventBridge {
    private final AwsService service;
    private final EventBridgeClient client;

    public EventBridge(AwsConnection connection) {
        this.service = new AwsService("EventBridge", connection);
        this.client = EventBridgeClients.create(connection);
    }

    /** The schedules. */
    public ScheduleControl scheduleControl() {
        return new EventBridgeScheduleControl(client, service);
    }
}
