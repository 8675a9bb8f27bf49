package io.picasso.analytics.adapter.aws.secrets;

import io.picasso.analytics.adapter.aws.AwsClients;
import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.adapter.aws.AwsService;
import io.picasso.analytics.port.SecretSource;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Secrets Manager at one place. Lives as long as the process. */
public final class Secrets {
    private final AwsService service;
    private final SecretsManagerClient client;

    public Secrets(AwsConnection connection) {
        this.service = new AwsService("Secrets Manager", connection);
        this.client =
                AwsClients.configure(SecretsManagerClient.builder(), connection).build();
    }

    /** The secret of that name or ARN. */
    public SecretSource secret(String name) {
        return new SecretsManagerSecret(client, service, name);
    }
}
