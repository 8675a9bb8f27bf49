package io.picasso.analytics.adapter.aws.dynamodb;

import io.picasso.analytics.adapter.aws.AwsClients;
import io.picasso.analytics.adapter.aws.AwsConnection;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Makes clients for DynamoDB. */
public final class DynamoDbClients {
    private DynamoDbClients() {}

    /** A client that the caller closes. Nothing is sent yet. */
    public static DynamoDbClient create(AwsConnection connection) {
        return AwsClients.configure(DynamoDbClient.builder(), connection).build();
    }
}
