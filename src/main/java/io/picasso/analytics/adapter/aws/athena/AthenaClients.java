package io.picasso.analytics.adapter.aws.athena;

import io.picasso.analytics.adapter.aws.AwsClients;
import io.picasso.analytics.adapter.aws.AwsConnection;
import software.amazon.awssdk.services.athena.AthenaClient;

/** Makes clients for Athena. */
public final class AthenaClients {
    private AthenaClients() {}

    /** A client that the caller closes. Nothing is sent yet. */
    public static AthenaClient create(AwsConnection connection) {
        return AwsClients.configure(AthenaClient.builder(), connection).build();
    }
}
