package io.picasso.analytics.lambda;

import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.operation.ingest.InboundMessage;
import io.picasso.analytics.port.FirstSent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Lambda's event of an SQS queue, and the answer that names the messages which have to come again. */
final class SqsBatch {
    private SqsBatch() {}

    static boolean isOne(JsonObject event) {
        return event.get("Records").orElse(event) instanceof JsonArray;
    }

    /**
     * The messages.
     *
     * @throws io.picasso.analytics.failure.Failure when a record is none of SQS: without its id it could not be reported,
     *     so the whole batch has to come again
     */
    static List<InboundMessage> messages(JsonObject event) {
        return event.get("Records").orElse(event) instanceof JsonArray records
                ? records.elements().stream().map(SqsBatch::message).toList()
                : List.of();
    }

    private static InboundMessage message(JsonValue value) {
        if (!(value instanceof JsonObject sqs)
                || sqs.text("eventSource").filter("aws:sqs"::equals).isEmpty()) {
            throw JsonHandler.unknownEvent();
        }
        String id = sqs.text("messageId").filter(text -> !text.isEmpty()).orElseThrow(JsonHandler::unknownEvent);
        // One without a text is as bad as one of garbage, and as little a reason to send the others again.
        String body = sqs.text("body").orElse("");
        return new InboundMessage(
                id,
                body.getBytes(StandardCharsets.UTF_8),
                sentAt(sqs),
                new InboundMessage.Source("queue", id, OptionalInt.empty()),
                InboundMessage.Origin.PRODUCER);
    }

    /** The time of the message, also where it was sent on to this queue from another. */
    private static Optional<Instant> sentAt(JsonObject sqs) {
        return member(sqs, "attributes")
                .flatMap(attributes -> attributes.text("SentTimestamp"))
                .filter(millis -> millis.matches("\\d{1,15}"))
                .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)))
                .map(sent -> FirstSent.of(
                        member(sqs, "messageAttributes")
                                .flatMap(attributes -> member(attributes, FirstSent.ATTRIBUTE))
                                .flatMap(attribute -> attribute.text("stringValue")),
                        sent));
    }

    private static Optional<JsonObject> member(JsonObject object, String name) {
        return object.get(name).filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
    }

    /** See "Reporting batch item failures" in Lambda's manual: an empty list acknowledges the whole batch. */
    static JsonObject answer(Collection<String> failed) {
        return new JsonMembers()
                .put(
                        "batchItemFailures",
                        failed.stream()
                                .map(id -> new JsonMembers()
                                        .put("itemIdentifier", id)
                                        .object())
                                .toList())
                .object();
    }
}
