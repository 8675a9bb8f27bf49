package io.picasso.analytics.adapter.aws.events;

import io.picasso.analytics.adapter.aws.AwsClients;
import io.picasso.analytics.adapter.aws.AwsConnection;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/** Makes clients for EventBridge. */
public final class EventBridgeClients {
    private EventBridgeClients() {}

    /** A client that the caller closes. Nothing is sent yet. */
    public static EventBridgeClient create(AwsConnection connection) {
        return AwsClients.configure(EventBridgeClient.builder(), connection).build();
    }
}
