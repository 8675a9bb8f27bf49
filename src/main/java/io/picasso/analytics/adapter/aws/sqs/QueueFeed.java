package io.picasso.analytics.adapter.aws.sqs;

import io.picasso.analytics.adapter.aws.AwsService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** A queue as Lambda reads it: every message with all that SQS says of it. Safe for many threads. */
public final class QueueFeed {
    /** The most messages of one call. */
    public static final int MOST = 10;

    /**
     * A message that was received and is hidden from others for some time.
     *
     * @param receipt what it is deleted by
     * @param md5 MD5 of its body, as SQS gives it
     * @param attributes what SQS says of it, by SQS's names: {@code SentTimestamp}
     * @param messageAttributes what its sender said of it
     */
    public record Received(
            String id,
            String receipt,
            String body,
            String md5,
            Map<String, String> attributes,
            Map<String, Attribute> messageAttributes) {}

    /**
     * What a sender said of a message.
     *
     * @param type SQS's word: String, Number, Binary, perhaps with a label
     * @param text its text; empty when it is bytes
     * @param bytes its bytes; empty when it is a text
     */
    public record Attribute(String type, Optional<String> text, Optional<byte[]> bytes) {}

    private final SqsClient client;
    private final AwsService service;
    private final String name;

    QueueFeed(SqsClient client, AwsService service, String name) {
        this.client = client;
        this.service = service;
        this.name = name;
    }

    /** How long a received message is hidden; empty when there is no such queue. */
    public Optional<Duration> visibility() {
        return service.call("read", resource(), () -> {
            try {
                String url = QueueUrl.lookUp(client, name);
                String seconds = client.getQueueAttributes(
                                b -> b.queueUrl(url).attributeNames(QueueAttributeName.VISIBILITY_TIMEOUT))
                        .attributes()
                        .get(QueueAttributeName.VISIBILITY_TIMEOUT);
                return Optional.of(Duration.ofSeconds(Long.parseLong(String.valueOf(seconds))));
            } catch (QueueDoesNotExistException e) {
                return Optional.empty();
            }
        });
    }

    /**
     * Receives messages.
     *
     * @param max how many at most
     * @param wait how long to wait for the first, up to 20 seconds
     * @throws io.picasso.analytics.failure.Failure RESOURCE_MISSING when there is no such queue
     */
    public List<Received> receive(int max, Duration wait) {
        return service.call("read", resource(), () -> {
            String url = QueueUrl.lookUp(client, name);
            return client
                    .receiveMessage(b -> b.queueUrl(url)
                            .maxNumberOfMessages(Math.min(max, MOST))
                            .waitTimeSeconds((int) wait.toSeconds())
                            .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                            .messageAttributeNames("All"))
                    .messages()
                    .stream()
                    .map(QueueFeed::received)
                    .toList();
        });
    }

    /** Deletes messages. */
    public void delete(Collection<Received> messages) {
        List<Received> all = List.copyOf(messages);
        for (int from = 0; from < all.size(); from += MOST) {
            List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
            for (Received message : all.subList(from, Math.min(from + MOST, all.size()))) {
                entries.add(DeleteMessageBatchRequestEntry.builder()
                        .id("m" + entries.size())
                        .receiptHandle(message.receipt())
                        .build());
            }
            service.call("delete from", resource(), () -> {
                String url = QueueUrl.lookUp(client, name);
                return client.deleteMessageBatch(b -> b.queueUrl(url).entries(entries));
            });
        }
    }

    /** Asked for each time: a queue that was made anew may have another. */
    private String resource() {
        return "queue " + name;
    }

    private static Received received(Message message) {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        message.messageAttributes().forEach((key, value) -> attributes.put(key, attribute(value)));
        return new Received(
                message.messageId(),
                message.receiptHandle(),
                message.body(),
                message.md5OfBody(),
                message.attributesAsStrings(),
                attributes);
    }

    private static Attribute attribute(MessageAttributeValue value) {
        return new Attribute(
                value.dataType(),
                Optional.ofNullable(value.stringValue()),
                Optional.ofNullable(value.binaryValue()).map(SdkBytes::asByteArray));
    }
}
