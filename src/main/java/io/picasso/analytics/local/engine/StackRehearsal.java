package io.picasso.analytics.local.engine;

import io.picasso.analytics.local.Endpoints;
import io.picasso.analytics.local.Service;
import io.picasso.analytics.local.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Starts a stack in memory, asks each engine something, and ends, so that the JVM can archive the classes a real stack
 * uses. Its answers do not matter.
 */
public final class StackRehearsal {
    private StackRehearsal() {}

    public static void main(String[] arguments) throws IOException {
        StackPlan plan = new StackPlan(Storage.MEMORY, Optional.empty(), Map.of(), StackProcess.dynamoDbParts());
        try (EmbeddedStack stack = EmbeddedStack.start(plan)) {
            Endpoints endpoints = stack.endpoints();
            dynamodb(endpoints, "CreateTable", """
                    {"TableName":"t","BillingMode":"PAY_PER_REQUEST",
                    "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}],
                    "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}]}""");
            dynamodb(endpoints, "PutItem", """
                    {"TableName":"t","Item":{"pk":{"S":"a"}}}""");
            dynamodb(endpoints, "Query", """
                    {"TableName":"t","KeyConditionExpression":"pk = :p",
                    "ExpressionAttributeValues":{":p":{"S":"a"}}}""");
            sqs(endpoints, "CreateQueue", "{\"QueueName\":\"q\"}");
            String queue = "\"QueueUrl\":\"" + endpoints.sqs() + "/" + Endpoints.ACCOUNT + "/q\"";
            sqs(endpoints, "SendMessage", "{" + queue + ",\"MessageBody\":\"a\"}");
            sqs(endpoints, "ReceiveMessage", "{" + queue + "}");
            send(endpoints.s3(), "", "");
            send(endpoints.athena(), "AmazonAthena.ListDatabases", "{}");
            send(endpoints.lambda().resolve("/2015-03-31/functions/"), "", "");
        }
    }

    private static void dynamodb(Endpoints endpoints, String action, String body) throws IOException {
        send(endpoints.of(Service.DYNAMODB), "DynamoDB_20120810." + action, body);
    }

    private static void sqs(Endpoints endpoints, String action, String body) throws IOException {
        send(endpoints.of(Service.SQS), "AmazonSQS." + action, body);
    }

    private static void send(URI endpoint, String target, String body) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) endpoint.toURL().openConnection();
        connection.setRequestProperty("Content-Type", "application/x-amz-json-1.0");
        connection.setRequestProperty("X-Amz-Target", target);
        connection.setRequestProperty(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=" + Endpoints.KEY + "/20260101/" + Endpoints.REGION
                        + "/dynamodb/aws4_request, SignedHeaders=host, Signature=00");
        if (!body.isEmpty()) {
            connection.setDoOutput(true);
            connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        }
        try (InputStream answer =
                connection.getResponseCode() < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            if (answer != null) {
                answer.readAllBytes();
            }
        }
    }
}
