package io.picasso.analytics.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.setting.Origin;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.setting.Settings;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
    @Test
    void theLocalEnvironmentWithoutAnAddressNeverReachesAws() {
        Settings local = Settings.defaults(Settings.LOCAL);

        for (Runnable connect : new Runnable[] {
            () -> Connections.dynamoDb(local),
            () -> Connections.s3(local),
            () -> Connections.sqs(local),
            () -> Connections.athena(local),
            () -> Connections.lambda(local),
            () -> Connections.lambdaOnce(local)
        }) {
            assertThat(catchThrowableOfType(Failure.class, connect::run).code()).isEqualTo(FailureCode.STACK_FAILED);
        }
    }

    @Test
    void theKeysOfTheStackAreUsedInTheLocalEnvironmentOnly() {
        assertThat(Connections.s3(withEndpoint(Settings.LOCAL)).dummyCredentials())
                .isTrue();
        assertThat(Connections.s3(withEndpoint("staging")).dummyCredentials()).isFalse();
    }

    @Test
    void anEnvironmentWithoutAnAddressIsAwsInItsRegion() {
        AwsConnection connection = Connections.dynamoDb(Settings.defaults("production"));

        assertThat(connection.endpoint()).isEmpty();
        assertThat(connection.place()).isEqualTo("in us-east-1");
    }

    @Test
    void aLongPollFitsIntoAnAttemptOnTheQueue() {
        assertThat(Connections.sqs(Settings.defaults("production")).limits().attempt())
                .isGreaterThan(Duration.ofSeconds(20));
    }

    private static Settings withEndpoint(String environment) {
        URI endpoint = URI.create("http://127.0.0.1:9000");
        return Settings.defaults(environment).with(SettingKey.S3_ENDPOINT, endpoint.toString(), Origin.DEFAULT);
    }
}
