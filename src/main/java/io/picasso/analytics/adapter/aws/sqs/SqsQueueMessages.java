package io.picasso.analytics.adapter.aws.sqs;

import io.picasso.analytics.adapter.aws.AwsService;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.EventQueue;
import io.picasso.analytics.port.EventQueue.Message;
import io.picasso.analytics.port.FirstSent;
import io.picasso.analytics.port.QueueMessages;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

/** The messages of a queue in SQS. */
public final class SqsQueueMessages implements QueueMessages {
    /** What the attribute adds to a message, which has to fit into the limit too: name, type and value. */
    private static final int ATTRIBUTE_BYTES = FirstSent.ATTRIBUTE.length() + "Number".length() + 15;

    private final SqsClient client;
    private final AwsService service;
    private final String name;
    private final QueueUrl url;

    SqsQueueMessages(SqsClient client, AwsService service, String name) {
        this.client = client;
        this.service = service;
        this.name = name;
        this.url = new QueueUrl(client, service, name);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Message> take(int max, Duration wait, Duration hold) {
        String queue = url.get();
        return service
                .call(
                        "read",
                        url.resource(),
                        () -> client.receiveMessage(b -> b.queueUrl(queue)
                                .maxNumberOfMessages(Math.min(max, EventQueue.MAX_BATCH))
                                .waitTimeSeconds((int) wait.toSeconds())
                                .visibilityTimeout((int) hold.toSeconds())
                                .messageSystemAttributeNames(ReceivedMessage.SYSTEM_ATTRIBUTES)
                                .messageAttributeNames(FirstSent.ATTRIBUTE)))
                .messages()
                .stream()
                .map(ReceivedMessage::of)
                .toList();
    }

    @Override
    public Outcome hold(Collection<Message> messages, Duration hold) {
        return inCalls(messages, call -> {
            List<ChangeMessageVisibilityBatchRequestEntry> entries = call.stream()
                    .map(m -> ChangeMessageVisibilityBatchRequestEntry.builder()
                            .id(m.id())
                            .receiptHandle(m.receipt())
                            .visibilityTimeout((int) hold.toSeconds())
                            .build())
                    .toList();
            String queue = url.get();
            ChangeMessageVisibilityBatchResponse answer = service.call(
                    "hand back messages of",
                    url.resource(),
                    () -> client.changeMessageVisibilityBatch(
                            b -> b.queueUrl(queue).entries(entries)));
            return outcome(same(call), answer.failed());
        });
    }

    @Override
    public Outcome delete(Collection<Message> messages) {
        return inCalls(messages, call -> {
            List<DeleteMessageBatchRequestEntry> entries = call.stream()
                    .map(m -> DeleteMessageBatchRequestEntry.builder()
                            .id(m.id())
                            .receiptHandle(m.receipt())
                            .build())
                    .toList();
            String queue = url.get();
            DeleteMessageBatchResponse answer = service.call(
                    "delete from",
                    url.resource(),
                    () -> client.deleteMessageBatch(b -> b.queueUrl(queue).entries(entries)));
            return outcome(same(call), answer.failed());
        });
    }

    @Override
    public Outcome send(Collection<Message> messages) {
        return inCalls(messages, call -> {
            List<SendMessageBatchRequestEntry> entries =
                    call.stream().map(SqsQueueMessages::entry).toList();
            String queue = url.get();
            SendMessageBatchResponse answer = service.call(
                    "send to",
                    url.resource(),
                    () -> client.sendMessageBatch(b -> b.queueUrl(queue).entries(entries)));
            Map<String, String> sent = new HashMap<>();
            for (SendMessageBatchResultEntry entry : answer.successful()) {
                sent.put(entry.id(), entry.messageId());
            }
            return outcome(sent, answer.failed());
        });
    }

    private static SendMessageBatchRequestEntry entry(Message message) {
        SendMessageBatchRequestEntry.Builder entry =
                SendMessageBatchRequestEntry.builder().id(message.id()).messageBody(message.body());
        // The very largest go without it: they can be of another time, but not too large to be sent.
        if (bytes(message) <= EventQueue.MAX_MESSAGE_BYTES) {
            entry.messageAttributes(Map.of(
                    FirstSent.ATTRIBUTE,
                    MessageAttributeValue.builder()
                            .dataType("Number")
                            .stringValue(FirstSent.text(message.sentAt()))
                            .build()));
        }
        return entry.build();
    }

    private static int bytes(Message message) {
        return message.body().getBytes(StandardCharsets.UTF_8).length + ATTRIBUTE_BYTES;
    }

    /** In calls as large as SQS takes: its limit on the size of a message is also one on a call. */
    private Outcome inCalls(Collection<Message> messages, Function<List<Message>, Outcome> operation) {
        Outcome total = Outcome.NOTHING;
        List<Message> call = new ArrayList<>();
        long size = 0;
        for (Message message : messages) {
            int bytes = bytes(message);
            if (call.size() == EventQueue.MAX_BATCH
                    || (!call.isEmpty() && size + bytes > EventQueue.MAX_MESSAGE_BYTES)) {
                total = total.plus(once(call, total, operation));
                call = new ArrayList<>();
                size = 0;
            }
            call.add(message);
            size += bytes;
        }
        return call.isEmpty() ? total : total.plus(once(call, total, operation));
    }

    private static Outcome once(List<Message> call, Outcome before, Function<List<Message>, Outcome> operation) {
        Set<String> ids = new HashSet<>(same(call).keySet());
        if (before.failure().isPresent()) {
            return new Outcome(Map.of(), ids, Set.of(), Optional.empty());
        }
        try {
            return operation.apply(call);
        } catch (Failure failure) {
            return surelyNot(failure)
                    ? new Outcome(Map.of(), ids, Set.of(), Optional.of(failure))
                    : new Outcome(Map.of(), Set.of(), ids, Optional.of(failure));
        }
    }

    /** SQS said no. In every other case the request, or one of its repetitions by the client, may have been carried out. */
    private static boolean surelyNot(Failure failure) {
        return failure.code() == FailureCode.DENIED || failure.code() == FailureCode.RESOURCE_MISSING;
    }

    private Outcome outcome(Map<String, String> asked, List<BatchResultErrorEntry> failed) {
        Map<String, String> done = new HashMap<>(asked);
        Set<String> refused = new HashSet<>();
        for (BatchResultErrorEntry entry : failed) {
            done.remove(entry.id());
            refused.add(entry.id());
        }
        Optional<Failure> why = failed.stream()
                .findFirst()
                .map(entry -> Failure.of(
                                FailureCode.SERVICE_UNAVAILABLE, failed.size() + " of a call's messages were refused")
                        .where(url.resource())
                        .why(entry.code() + ": " + entry.message()));
        return new Outcome(done, refused, Set.of(), why);
    }

    private static Map<String, String> same(List<Message> call) {
        Map<String, String> ids = new HashMap<>();
        call.forEach(message -> ids.put(message.id(), message.id()));
        return ids;
    }
}
