package io.picasso.analytics.local;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** AWS clients for a stack, as any user of it would make them. */
final class StackClients {
    private StackClients() {}

    static DynamoDbClient dynamodb(Endpoints endpoints) {
        return local(DynamoDbClient.builder())
                .endpointOverride(endpoints.dynamodb())
                .build();
    }

    static S3Client s3(Endpoints endpoints) {
        return local(S3Client.builder())
                .endpointOverride(endpoints.s3())
                .forcePathStyle(true)
                .build();
    }

    static SqsClient sqs(Endpoints endpoints) {
        return local(SqsClient.builder()).endpointOverride(endpoints.sqs()).build();
    }

    static AthenaClient athena(Endpoints endpoints) {
        return local(AthenaClient.builder())
                .endpointOverride(endpoints.athena())
                .build();
    }

    static void createTable(DynamoDbClient client, String name) {
        client.createTable(b -> b.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(a -> a.attributeName("pk").attributeType(ScalarAttributeType.S))
                .keySchema(k -> k.attributeName("pk").keyType(KeyType.HASH)));
    }

    private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B local(B builder) {
        return builder.httpClient(UrlConnectionHttpClient.create())
                .region(Region.of(Endpoints.REGION))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(Endpoints.KEY, Endpoints.KEY)));
    }
}
