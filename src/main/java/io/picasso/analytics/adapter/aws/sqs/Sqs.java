package io.picasso.analytics.adapter.aws.sqs;

import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.adapter.aws.AwsService;
import io.picasso.analytics.port.EventQueue;
import io.picasso.analytics.port.QueueControl;
import io.picasso.analytics.port.QueueMessages;
import software.amazon.awssdk.services.sqs.SqsClient;

/** SQS at one place: a client, and what stands on it. Lives as long as the process. */
public final class Sqs {
    private final AwsService service;
    private final SqsClient client;

    public Sqs(AwsConnection connection) {
        this.service = new AwsService("SQS", connection);
        this.client = SqsClients.create(connection);
    }

    /** The messages of that queue. */
    public EventQueue eventQueue(String name) {
        return new SqsEventQueue(client, service.connection(), name);
    }

    /** The messages of that queue, for an operator. */
    public QueueMessages queueMessages(String name) {
        return new SqsQueueMessages(client, service, name);
    }

    /** The messages of that queue, with all that SQS says of them. */
    public QueueFeed queueFeed(String name) {
        return new QueueFeed(client, service, name);
    }

    /** The queues. */
    public QueueControl queueControl() {
        return new SqsQueueControl(client, service);
    }
}
