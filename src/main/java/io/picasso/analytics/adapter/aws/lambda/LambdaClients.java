package io.picasso.analytics.adapter.aws.lambda;

import io.picasso.analytics.adapter.aws.AwsClients;
import io.picasso.analytics.adapter.aws.AwsConnection;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Makes clients for Lambda. */
public final class LambdaClients {
    private LambdaClients() {}

    /** A client that the caller closes. Nothing is sent yet. */
    public static LambdaClient create(AwsConnection connection) {
        return AwsClients.configure(LambdaClient.builder(), connection).build();
    }
}
