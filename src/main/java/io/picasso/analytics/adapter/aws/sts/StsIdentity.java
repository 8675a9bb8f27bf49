package io.picasso.analytics.adapter.aws.sts;

import io.picasso.analytics.adapter.aws.AwsClients;
import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.adapter.aws.AwsService;
import io.picasso.analytics.port.CallerIdentity;
import java.util.Optional;
import software.amazon.awssdk.services.sts.StsClient;

/** The caller as STS names him; every identity may ask that. Lives as long as the process. */
public final class StsIdentity implements CallerIdentity {
    private final AwsService service;
    private final StsClient client;

    public StsIdentity(AwsConnection connection) {
        this.service = new AwsService("STS", connection);
        this.client = AwsClients.configure(StsClient.builder(), connection).build();
    }

    @Override
    public Optional<String> arn() {
        return Optional.of(
                service.call("name", "the caller", client::getCallerIdentity).arn());
    }
}
