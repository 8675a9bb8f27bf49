package io.picasso.analytics.adapter.aws;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/** Sets up the client of any service the same way. */
public final class AwsClients {
    /** Ends the calls of all clients that take too long; the SDK would start five threads for each client. */
    private static final ScheduledExecutorService TIMEOUTS = timeouts();

    private AwsClients() {}

    /**
     * Applies the connection to a client builder.
     *
     * @return the same builder
     */
    public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configure(
            B builder, AwsConnection connection) {
        CallLimits limits = connection.limits();
        connection.endpoint().ifPresent(builder::endpointOverride);
        http(builder, connection);
        return builder.region(Region.of(connection.region()))
                .credentialsProvider(credentials(connection))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .apiCallAttemptTimeout(limits.attempt())
                        .scheduledExecutorService(TIMEOUTS)
                        .retryStrategy(retries(limits))
                        .build());
    }

    private static <B extends AwsSyncClientBuilder<B, C>, C> void http(B builder, AwsConnection connection) {
        CallLimits limits = connection.limits();
        boolean sentAgain = limits.attempts() > 1;
        if (connection.endpoint().filter(PlainConnections::reach).isPresent()) {
            builder.httpClient(new QuickCalls(UrlConnectionHttpClient.create(new PlainConnections(limits)), sentAgain));
        } else {
            builder.httpClientBuilder(new QuickCalls.Builder(
                    UrlConnectionHttpClient.builder()
                            .connectionTimeout(limits.connect())
                            .socketTimeout(limits.attempt()),
                    sentAgain));
        }
    }

    private static ScheduledExecutorService timeouts() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "aws-timeouts");
            thread.setDaemon(true);
            return thread;
        });
        // Nearly every call is answered in time, and is not to be kept until then.
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }

    private static RetryStrategy retries(CallLimits limits) {
        if (limits.throttledAgain()) {
            return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                    .maxAttempts(limits.attempts())
                    .build();
        }
        BackoffStrategy backoff = BackoffStrategy.exponentialDelay(Duration.ofMillis(50), Duration.ofSeconds(2));
        return StandardRetryStrategy.builder()
                .maxAttempts(limits.attempts())
                .backoffStrategy(backoff)
                .throttlingBackoffStrategy(backoff)
                // Else the SDK adds its own reasons to try again, throttling among them.
                .useClientDefaults(false)
                .retryOnException(AwsClients::isNoAnswer)
                .build();
    }

    /** The service did not answer, or could not: it says nothing about how fast it may be asked. */
    private static boolean isNoAnswer(Throwable thrown) {
        return thrown instanceof AwsServiceException service
                ? service.statusCode() >= 500 && !service.isThrottlingException()
                : thrown instanceof SdkClientException && !(thrown instanceof AbortedException);
    }

    private static AwsCredentialsProvider credentials(AwsConnection connection) {
        if (connection.dummyCredentials()) {
            return StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(AwsConnection.DUMMY_KEY, AwsConnection.DUMMY_KEY));
        }
        DefaultCredentialsProvider.Builder chain = DefaultCredentialsProvider.builder();
        connection.profile().ifPresent(chain::profileName);
        return chain.build();
    }
}
