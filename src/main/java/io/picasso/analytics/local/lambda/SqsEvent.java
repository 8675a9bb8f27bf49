package io.picasso.analytics.local.lambda;

import io.picasso.analytics.adapter.aws.sqs.QueueFeed.Attribute;
import io.picasso.analytics.adapter.aws.sqs.QueueFeed.Received;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.local.Endpoints;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lambda's event of a batch of a queue. */
final class SqsEvent {
    /** The text around the records. */
    private static final int FRAME = 64;

    private SqsEvent() {}

    static byte[] of(List<Received> messages, String queueArn) {
        JsonObject event = new Fields()
                .put(
                        "Records",
                        messages.stream()
                                .map(message -> record(message, queueArn))
                                .toList())
                .object();
        return JsonText.compact(event).getBytes(StandardCharsets.UTF_8);
    }

    /** Parts messages into batches that fit into a call; a message alone always does. */
    static List<List<Received>> fitting(List<Received> messages, String queueArn) {
        List<List<Received>> batches = new ArrayList<>();
        List<Received> batch = new ArrayList<>();
        long size = FRAME;
        for (Received message : messages) {
            long bytes = JsonText.compact(record(message, queueArn)).getBytes(StandardCharsets.UTF_8).length + 1;
            if (size + bytes > Payload.LARGEST && !batch.isEmpty()) {
                batches.add(batch);
                batch = new ArrayList<>();
                size = FRAME;
            }
            batch.add(message);
            size += bytes;
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }

    private static JsonObject record(Received message, String queueArn) {
        Map<String, JsonValue> attributes = new LinkedHashMap<>();
        message.messageAttributes().forEach((name, attribute) -> attributes.put(name, attribute(attribute)));
        return new Fields()
                .put("messageId", message.id())
                .put("receiptHandle", message.receipt())
                .put("body", message.body())
                .put("attributes", message.attributes())
                .put("messageAttributes", new JsonObject(attributes))
                .put("md5OfBody", message.md5())
                .put("eventSource", "aws:sqs")
                .put("eventSourceARN", queueArn)
                .put("awsRegion", Endpoints.REGION)
                .object();
    }

    private static JsonObject attribute(Attribute attribute) {
        return new Fields()
                .put("stringValue", attribute.text())
                .put("binaryValue", attribute.bytes().map(Base64.getEncoder()::encodeToString))
                .put("stringListValues", List.of())
                .put("binaryListValues", List.of())
                .put("dataType", attribute.type())
                .object();
    }
}
