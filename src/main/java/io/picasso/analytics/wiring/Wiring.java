package io.picasso.analytics.wiring;

import io.picasso.analytics.adapter.aws.AwsService;
import io.picasso.analytics.adapter.aws.Patience;
import io.picasso.analytics.adapter.aws.dynamodb.DynamoDbClients;
import io.picasso.analytics.adapter.aws.dynamodb.DynamoDbTableControl;
import io.picasso.analytics.adapter.aws.s3.S3BucketControl;
import io.picasso.analytics.adapter.aws.s3.S3Clients;
import io.picasso.analytics.adapter.aws.sqs.SqsClients;
import io.picasso.analytics.adapter.aws.sqs.SqsQueueControl;
import io.picasso.analytics.operation.provision.Provision;
import io.picasso.analytics.resource.Declarations;
import io.picasso.analytics.setting.Settings;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Puts operations and adapters together for one environment. Nothing is built before it is asked for. */
public final class Wiring {
    private final Settings settings;
    private final Supplier<DynamoDbClient> dynamoDb;
    private final Supplier<S3Client> s3;
    private final Supplier<SqsClient> sqs;

    public Wiring(Settings settings) {
        this.settings = settings;
        this.dynamoDb = Once.of(() -> DynamoDbClients.create(dynamoDbService().connection()));
        this.s3 = Once.of(() -> S3Clients.create(s3Service().connection()));
        this.sqs = Once.of(() -> SqsClients.create(sqsService().connection()));
    }

    /**
     * Provisioning.
     *
     * @param longestWait how long to wait for tables to become ready
     */
    public Provision provision(Duration longestWait) {
        return new Provision(
                Declarations.of(settings),
                () -> new DynamoDbTableControl(dynamoDb.get(), dynamoDbService(), Patience.DEFAULT.upTo(longestWait)),
                () -> new S3BucketControl(s3.get(), s3Service()),
                () -> new SqsQueueControl(sqs.get(), sqsService()));
    }

    private AwsService dynamoDbService() {
        return new AwsService("DynamoDB", Connections.dynamoDb(settings));
    }

    private AwsService s3Service() {
        return new AwsService("S3", Connections.s3(settings));
    }

    private AwsService sqsService() {
        return new AwsService("SQS", Connections.sqs(settings));
    }
}
