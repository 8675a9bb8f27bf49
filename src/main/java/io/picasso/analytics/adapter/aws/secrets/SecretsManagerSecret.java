package io.picasso.analytics.adapter.aws.secrets;

import io.picasso.analytics.adapter.aws.AwsService;
import io.picasso.analytics.port.SecretSource;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/** A secret in AWS Secrets Manager, in its current version. Safe for many threads. */
final class SecretsManagerSecret implements SecretSource {
    private final SecretsManagerClient client;
    private final AwsService service;
    private final String id;

    SecretsManagerSecret(SecretsManagerClient client, AwsService service, String id) {
        this.client = client;
        this.service = service;
        this.id = id;
    }

    @Override
    public String read() {
        GetSecretValueResponse secret =
                service.call("read", "secret " + id, () -> client.getSecretValue(request -> request.secretId(id)));
        if (secret.secretString() != null) {
            return secret.secretString();
        }
        return secret.secretBinary() == null ? "" : secret.secretBinary().asString(StandardCharsets.UTF_8);
    }

    @Override
    public String name() {
        return "secret " + id + " of " + service.place();
    }
}
