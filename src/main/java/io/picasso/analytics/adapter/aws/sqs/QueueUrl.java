package io.picasso.analytics.adapter.aws.sqs;

import io.picasso.analytics.adapter.aws.AwsService;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The address of a queue: looked up at the first use and kept, for it is the same as long as the queue lives. */
final class QueueUrl {
    private final SqsClient client;
    private final AwsService service;
    private final String name;
    private volatile @Nullable String known;

    QueueUrl(SqsClient client, AwsService service, String name) {
        this.client = client;
        this.service = service;
        this.name = name;
    }

    /** For a person. */
    String resource() {
        return "queue " + name;
    }

    /**
     * The address.
     *
     * @throws io.picasso.analytics.failure.Failure RESOURCE_MISSING when there is no such queue
     */
    String get() {
        String url = known;
        if (url == null) {
            url = service.call("find", resource(), () -> lookUp(client, name));
            known = url;
        }
        return url;
    }

    /** The address as SQS says it now; throws what the SDK throws. */
    static String lookUp(SqsClient client, String name) {
        return client.getQueueUrl(b -> b.queueName(name)).queueUrl();
    }
}
