package io.picasso.analytics.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.local.engine.EmbeddedStack;
import io.picasso.analytics.local.engine.StackPlan;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

class EmbeddedStackTest {
    @Test
    void dynamoDbStoresAndQueries() {
        try (DynamoDbClient client = StackClients.dynamodb(LocalEngines.endpoints())) {
            StackClients.createTable(client, "answers");
            client.putItem(b -> b.tableName("answers").item(Map.of("pk", AttributeValue.fromS("a"))));

            var found = client.query(b -> b.tableName("answers")
                    .keyConditionExpression("pk = :pk")
                    .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS("a"))));

            assertThat(found.count()).isOne();
        }
    }

    @Test
    void s3StoresAndLists() {
        try (S3Client client = StackClients.s3(LocalEngines.endpoints())) {
            client.createBucket(b -> b.bucket("answers"));
            client.putObject(b -> b.bucket("answers").key("a=1/b.json"), RequestBody.fromString("{}"));

            assertThat(client.listObjectsV2(b -> b.bucket("answers").prefix("a=1/"))
                            .contents())
                    .extracting(o -> o.key())
                    .containsExactly("a=1/b.json");
        }
    }

    @Test
    void sqsReturnsQueueUrlsThatCanBeReached() {
        Endpoints endpoints = LocalEngines.endpoints();
        try (SqsClient client = StackClients.sqs(endpoints)) {
            String url = client.createQueue(b -> b.queueName("answers")).queueUrl();
            client.sendMessage(b -> b.queueUrl(url).messageBody("hello"));

            assertThat(url).isEqualTo(endpoints.sqs() + "/" + Endpoints.ACCOUNT + "/answers");
            assertThat(client.receiveMessage(b -> b.queueUrl(url)).messages())
                    .extracting(m -> m.body())
                    .containsExactly("hello");
        }
    }

    @Test
    void persistentTablesAreThereAfterARestart(@TempDir Path folder) {
        StackPlan plan = new StackPlan(Storage.PERSISTENT, Optional.of(folder), Map.of(), List.of());
        try (EmbeddedStack stack = EmbeddedStack.start(plan);
                DynamoDbClient client = StackClients.dynamodb(stack.endpoints())) {
            StackClients.createTable(client, "kept");
        }
        try (EmbeddedStack stack = EmbeddedStack.start(plan);
                DynamoDbClient client = StackClients.dynamodb(stack.endpoints())) {
            assertThat(client.listTables().tableNames()).containsExactly("kept");
        }
    }

    @Test
    void theLakeIsPlainFiles(@TempDir Path folder) {
        StackPlan plan = new StackPlan(Storage.STANDARD, Optional.of(folder), Map.of(), List.of());
        try (EmbeddedStack stack = EmbeddedStack.start(plan);
                S3Client client = StackClients.s3(stack.endpoints())) {
            client.createBucket(b -> b.bucket("lake"));
            client.putObject(b -> b.bucket("lake").key("a/b.json"), RequestBody.fromString("{}"));
        }
        assertThat(folder.resolve("s3/lake/a/b.json")).hasContent("{}");
        assertThat(Files.exists(folder.resolve("dynamodb"))).isFalse();
    }

    @Test
    void theQueryCatalogLivesAsLongAsTheLake(@TempDir Path folder) throws Exception {
        StackPlan plan = new StackPlan(Storage.STANDARD, Optional.of(folder), Map.of(), List.of());
        try (EmbeddedStack stack = EmbeddedStack.start(plan);
                S3Client s3 = StackClients.s3(stack.endpoints());
                AthenaClient athena = StackClients.athena(stack.endpoints())) {
            s3.createBucket(b -> b.bucket("lake"));
            String id = athena.startQueryExecution(b -> b.queryString("CREATE DATABASE kept")
                            .resultConfiguration(r -> r.outputLocation("s3://lake/results/")))
                    .queryExecutionId();
            while (athena.getQueryExecution(b -> b.queryExecutionId(id))
                            .queryExecution()
                            .status()
                            .state()
                    != QueryExecutionState.SUCCEEDED) {
                Thread.sleep(5);
            }
        }
        try (EmbeddedStack stack = EmbeddedStack.start(plan);
                AthenaClient athena = StackClients.athena(stack.endpoints())) {
            assertThat(athena.listDatabases(b -> b.catalogName("AwsDataCatalog"))
                            .databaseList())
                    .extracting(d -> d.name())
                    .containsExactly("kept");
        }
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(Endpoints.HOST))) {
            StackPlan plan = new StackPlan(
                    Storage.MEMORY, Optional.empty(), Map.of(Service.S3, taken.getLocalPort()), List.of());

            assertThatThrownBy(() -> EmbeddedStack.start(plan))
                    .isInstanceOfSatisfying(
                            Failure.class, f -> assertThat(f.code()).isEqualTo(FailureCode.PORT_IN_USE))
                    .hasMessageContaining(String.valueOf(taken.getLocalPort()))
                    .hasMessageContaining("s3");
        }
    }
}
