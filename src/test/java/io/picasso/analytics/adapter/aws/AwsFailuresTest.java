package io.picasso.analytics.adapter.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.picasso.analytics.adapter.aws.dynamodb.DynamoDbClients;
import io.picasso.analytics.adapter.aws.s3.S3Clients;
import io.picasso.analytics.adapter.aws.sqs.SqsClients;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.local.LocalEngines;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sqs.SqsClient;

class AwsFailuresTest {
    private static final CallLimits IMPATIENT = new CallLimits(Duration.ofSeconds(1), Duration.ofSeconds(1), 1, true);

    @ParameterizedTest
    @CsvSource({
        "ThrottlingException, 400, THROTTLED",
        "ProvisionedThroughputExceededException, 400, THROTTLED",
        "SlowDown, 503, THROTTLED",
        "AccessDeniedException, 400, DENIED",
        "ExpiredTokenException, 400, DENIED",
        "UnrecognizedClientException, 400, DENIED",
        "ResourceNotFoundException, 400, RESOURCE_MISSING",
        "NoSuchBucket, 404, RESOURCE_MISSING",
        "NoSuchKey, 404, NOT_FOUND",
        "AWS.SimpleQueueService.NonExistentQueue, 400, RESOURCE_MISSING",
        "AWS.SimpleQueueService.QueueDeletedRecently, 400, SERVICE_UNAVAILABLE",
        "ResourceInUseException, 400, CONCURRENT_CHANGE",
        "BucketAlreadyExists, 409, RESOURCE_CONFLICT",
        "PermanentRedirect, 301, BAD_CONFIGURATION",
        "InternalServerError, 500, SERVICE_UNAVAILABLE",
        "SomethingNew, 503, SERVICE_UNAVAILABLE",
        "SomethingNew, 403, DENIED",
        "ValidationException, 400, FAULT"
    })
    void whatAServiceAnswersHasOneMeaning(String errorCode, int status, FailureCode expected) {
        Failure failure = translate(DynamoDbException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(errorCode)
                        .errorMessage("because")
                        .build())
                .build());

        assertThat(failure.code()).isEqualTo(expected);
        assertThat(failure.why()).hasValue(errorCode + ": because");
        assertThat(failure.where()).hasValue("DynamoDB in us-east-1");
    }

    @Test
    void anAnswerWithoutACodeGoesByItsStatus() {
        assertThat(translate(S3Exception.builder()
                                .statusCode(403)
                                .message("denied")
                                .build())
                        .code())
                .isEqualTo(FailureCode.DENIED);
    }

    @Test
    void aTimeoutIsNoAnswer() {
        assertThat(translate(ApiCallAttemptTimeoutException.create(10_000)).code())
                .isEqualTo(FailureCode.SERVICE_UNAVAILABLE);
    }

    @Test
    void anInterruptedCallIsAnInterruption() {
        assertThat(translate(AbortedException.create("Thread was interrupted")).code())
                .isEqualTo(FailureCode.INTERRUPTED);
    }

    @Test
    void aTableThatIsNotThereIsNamed() {
        AwsConnection connection = AwsConnection.local(LocalEngines.endpoints().dynamodb());
        try (DynamoDbClient client = DynamoDbClients.create(connection)) {
            Failure failure = failing(
                    "DynamoDB",
                    connection,
                    "table none-such",
                    () -> client.describeTable(request -> request.tableName("none-such")));

            assertThat(failure.code()).isEqualTo(FailureCode.RESOURCE_MISSING);
            assertThat(failure.what()).isEqualTo("table none-such is not there");
        }
    }

    @Test
    void aBucketThatIsNotThereIsNamed() {
        AwsConnection connection = AwsConnection.local(LocalEngines.endpoints().s3());
        try (S3Client client = S3Clients.create(connection)) {
            Failure failure = failing(
                    "S3",
                    connection,
                    "bucket none-such",
                    () -> client.listObjectsV2(request -> request.bucket("none-such")));

            assertThat(failure.code()).isEqualTo(FailureCode.RESOURCE_MISSING);
        }
    }

    @Test
    void aQueueThatIsNotThereIsNamed() {
        AwsConnection connection = AwsConnection.local(LocalEngines.endpoints().sqs());
        try (SqsClient client = SqsClients.create(connection)) {
            Failure failure = failing(
                    "SQS",
                    connection,
                    "queue none-such",
                    () -> client.getQueueUrl(request -> request.queueName("none-such")));

            assertThat(failure.code()).isEqualTo(FailureCode.RESOURCE_MISSING);
        }
    }

    @Test
    void wrongKeysAreDenied() {
        AwsConnection connection = AwsConnection.local(LocalEngines.endpoints().s3());
        try (S3Client client = AwsClients.configure(S3Client.builder(), connection)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "wrong")))
                .forcePathStyle(true)
                .build()) {
            assertThat(failing("S3", connection, "buckets", client::listBuckets).code())
                    .isEqualTo(FailureCode.DENIED);
        }
    }

    @Test
    void anEndpointWhereNobodyListensIsNamed() throws IOException {
        URI nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
        AwsConnection connection = AwsConnection.local(nobody).with(IMPATIENT);
        try (DynamoDbClient client = DynamoDbClients.create(connection)) {
            Failure failure = failing("DynamoDB", connection, "tables", client::listTables);

            assertThat(failure.code()).isEqualTo(FailureCode.SERVICE_UNAVAILABLE);
            assertThat(failure.where()).hasValue("DynamoDB at " + nobody);
            assertThat(failure.why()).hasValueSatisfying(why -> assertThat(why).contains("refused"));
        }
    }

    @Test
    void anEndpointThatNeverAnswersEndsWithTheAttempt() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            AwsConnection connection = AwsConnection.local(URI.create("http://127.0.0.1:" + silent.getLocalPort()))
                    .with(IMPATIENT);
            try (DynamoDbClient client = DynamoDbClients.create(connection)) {
                assertThat(failing("DynamoDB", connection, "tables", client::listTables)
                                .code())
                        .isEqualTo(FailureCode.SERVICE_UNAVAILABLE);
            }
        }
    }

    @Test
    void aProfileThatDoesNotExistIsDenied() {
        AwsConnection connection = new AwsConnection(
                "us-east-1",
                Optional.of("no-such-profile"),
                Optional.of(LocalEngines.endpoints().dynamodb()),
                false,
                IMPATIENT);
        try (DynamoDbClient client = DynamoDbClients.create(connection)) {
            assertThat(failing("DynamoDB", connection, "tables", client::listTables)
                            .code())
                    .isEqualTo(FailureCode.DENIED);
        }
    }

    private static Failure translate(software.amazon.awssdk.core.exception.SdkException e) {
        return AwsFailures.translate("describe", "table t", "DynamoDB in us-east-1", e);
    }

    private static Failure failing(String name, AwsConnection connection, String resource, Supplier<?> call) {
        return catchThrowableOfType(
                Failure.class, () -> new AwsService(name, connection).call("describe", resource, call));
    }
}
