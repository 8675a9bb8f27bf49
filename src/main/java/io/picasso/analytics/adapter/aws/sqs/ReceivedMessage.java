package io.picasso.analytics.adapter.aws.sqs;

import io.picasso.analytics.port.EventQueue.Message;
import io.picasso.analytics.port.FirstSent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Reads a message as SQS gives it. */
final class ReceivedMessage {
    /** What has to be asked for. */
    static final List<MessageSystemAttributeName> SYSTEM_ATTRIBUTES =
            List.of(MessageSystemAttributeName.SENT_TIMESTAMP, MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT);

    private ReceivedMessage() {}

    static Message of(software.amazon.awssdk.services.sqs.model.Message message) {
        Map<MessageSystemAttributeName, String> attributes = message.attributes();
        Instant sent = Instant.ofEpochMilli(
                Long.parseLong(Optional.ofNullable(attributes.get(MessageSystemAttributeName.SENT_TIMESTAMP))
                        .orElse("0")));
        int deliveries = Integer.parseInt(
                Optional.ofNullable(attributes.get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
                        .orElse("1"));
        return new Message(
                message.messageId(),
                message.receiptHandle(),
                message.body(),
                FirstSent.of(carried(message.messageAttributes()), sent),
                deliveries);
    }

    private static Optional<String> carried(Map<String, MessageAttributeValue> attributes) {
        return Optional.ofNullable(attributes.get(FirstSent.ATTRIBUTE)).map(MessageAttributeValue::stringValue);
    }
}
