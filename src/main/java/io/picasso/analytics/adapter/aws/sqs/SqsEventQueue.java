package io.picasso.analytics.adapter.aws.sqs;

import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.adapter.aws.AwsService;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.EventQueue;
import io.picasso.analytics.port.FirstSent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** The event queue in SQS. Safe for many threads. */
public final class SqsEventQueue implements EventQueue {
    private final SqsClient client;
    private final AwsService service;
    private final QueueUrl url;

    public SqsEventQueue(SqsClient client, AwsConnection connection, String name) {
        this.client = client;
        this.service = new AwsService("SQS", connection);
        this.url = new QueueUrl(client, service, name);
    }

    @Override
    public List<Message> receive(int max, Duration wait) {
        String queue = url.get();
        return service
                .call(
                        "read",
                        url.resource(),
                        () -> client.receiveMessage(b -> b.queueUrl(queue)
                                .maxNumberOfMessages(Math.min(max, MAX_BATCH))
                                .waitTimeSeconds((int) wait.toSeconds())
                                .messageSystemAttributeNames(ReceivedMessage.SYSTEM_ATTRIBUTES)
                                .messageAttributeNames(FirstSent.ATTRIBUTE)))
                .messages()
                .stream()
                .map(ReceivedMessage::of)
                .toList();
    }

    @Override
    public void delete(Collection<Message> messages) {
        inCalls(messages, this::deleteOnce);
    }

    private void deleteOnce(List<Message> messages) {
        String queue = url.get();
        List<DeleteMessageBatchRequestEntry> entries = messages.stream()
                .map(m -> DeleteMessageBatchRequestEntry.builder()
                        .id(m.id())
                        .receiptHandle(m.receipt())
                        .build())
                .toList();
        service.call(
                "delete from",
                url.resource(),
                () -> client.deleteMessageBatch(b -> b.queueUrl(queue).entries(entries)));
    }

    @Override
    public void extend(Collection<Message> messages, Duration visibility) {
        inCalls(messages, call -> extendOnce(call, visibility));
    }

    private void extendOnce(List<Message> messages, Duration visibility) {
        String queue = url.get();
        List<ChangeMessageVisibilityBatchRequestEntry> entries = messages.stream()
                .map(m -> ChangeMessageVisibilityBatchRequestEntry.builder()
                        .id(m.id())
                        .receiptHandle(m.receipt())
                        .visibilityTimeout((int) visibility.toSeconds())
                        .build())
                .toList();
        service.call(
                "hold messages of",
                url.resource(),
                () -> client.changeMessageVisibilityBatch(b -> b.queueUrl(queue).entries(entries)));
    }

    @Override
    public void send(List<String> bodies) {
        List<String> call = new ArrayList<>();
        long size = 0;
        for (String body : bodies) {
            int bytes = body.getBytes(StandardCharsets.UTF_8).length;
            // The limit holds for a whole call as well as for one message.
            if (call.size() == MAX_BATCH || (size + bytes > MAX_MESSAGE_BYTES && !call.isEmpty())) {
                sendOnce(call);
                call.clear();
                size = 0;
            }
            call.add(body);
            size += bytes;
        }
        if (!call.isEmpty()) {
            sendOnce(call);
        }
    }

    @Override
    public Duration visibility() {
        String queue = url.get();
        return Duration.ofSeconds(Long.parseLong(service.call(
                "read",
                url.resource(),
                () -> client.getQueueAttributes(
                                b -> b.queueUrl(queue).attributeNames(QueueAttributeName.VISIBILITY_TIMEOUT))
                        .attributes()
                        .get(QueueAttributeName.VISIBILITY_TIMEOUT))));
    }

    private void sendOnce(List<String> bodies) {
        String queue = url.get();
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
        for (String body : bodies) {
            entries.add(SendMessageBatchRequestEntry.builder()
                    .id("msg-" + entries.size())
                    .messageBody(body)
                    .build());
        }
        List<BatchResultErrorEntry> refused = service.call(
                        "send to",
                        url.resource(),
                        () -> client.sendMessageBatch(b -> b.queueUrl(queue).entries(entries)))
                .failed();
        if (!refused.isEmpty()) {
            throw Failure.of(
                            FailureCode.SERVICE_UNAVAILABLE,
                            refused.size() + " of " + bodies.size() + " messages were not taken")
                    .where(url.resource())
                    .why(refused.get(0).code() + ": " + refused.get(0).message());
        }
    }

    private static void inCalls(Collection<Message> messages, Consumer<List<Message>> call) {
        List<Message> all = List.copyOf(messages);
        for (int from = 0; from < all.size(); from += MAX_BATCH) {
            call.accept(all.subList(from, Math.min(from + MAX_BATCH, all.size())));
        }
    }
}
