package io.picasso.analytics.adapter.aws.sqs;

import io.picasso.analytics.adapter.aws.AwsClients;
import io.picasso.analytics.adapter.aws.AwsConnection;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Makes clients for SQS. */
public final class SqsClients {
    private SqsClients() {}

    /** A client that the caller closes. Nothing is sent yet. */
    public static SqsClient create(AwsConnection connection) {
        return AwsClients.configure(SqsClient.builder(), connection).build();
    }
}
