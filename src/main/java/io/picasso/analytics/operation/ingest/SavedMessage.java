package io.picasso.analytics.operation.ingest;

import io.picasso.analytics.event.Reading;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import io.picasso.analytics.port.EventQueue.Message;
import io.picasso.analytics.port.JsonParser;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A message of a queue as a line of a file: its text exactly as it was, whatever it is, and when it reached us. The text
 * is not redacted. {@code send} puts it on the queue again, {@code process file} processes it as of its own time.
 *
 * @param queue the queue it was taken from
 * @param messageId its id there
 * @param sentAt when it first reached us
 * @param body its text
 */
public record SavedMessage(String queue, String messageId, Instant sentAt, String body) {
    private static final byte[] START = "{\"saved_from\":".getBytes(StandardCharsets.UTF_8);

    /** The line for a message, without a line break. */
    public static String line(String queue, Message message) {
        Map<String, JsonValue> line = new LinkedHashMap<>();
        line.put("saved_from", new JsonString(queue));
        line.put("message_id", new JsonString(message.id()));
        line.put("sent_at", new JsonString(UtcTime.format(message.sentAt())));
        line.put("deliveries", new JsonNumber(Integer.toString(message.deliveries())));
        line.put("body", new JsonString(message.body()));
        return JsonText.compact(new JsonObject(line));
    }

    /** Reads a line; empty when it is none of these. */
    static Optional<SavedMessage> read(byte[] text, JsonParser parser) {
        // Every line of every file is asked; most are told apart without being parsed.
        if (text.length < START.length || !Arrays.equals(text, 0, START.length, START, 0, START.length)) {
            return Optional.empty();
        }
        return parser.parse(text) instanceof Reading.Accepted<JsonValue> accepted
                        && accepted.value() instanceof JsonObject line
                ? of(line)
                : Optional.empty();
    }

    private static Optional<SavedMessage> of(JsonObject line) {
        Optional<String> queue = line.text("saved_from");
        Optional<String> id = line.text("message_id");
        Optional<Instant> sent = line.text("sent_at").flatMap(UtcTime::parse);
        Optional<String> body = line.text("body");
        return queue.isPresent() && id.isPresent() && sent.isPresent() && body.isPresent()
                ? Optional.of(new SavedMessage(queue.get(), id.get(), sent.get(), body.get()))
                : Optional.empty();
    }

    /** The message as it is processed: what a producer wrote, though it comes in an operator's file. */
    InboundMessage inbound(String place) {
        return new InboundMessage(
                place,
                body.getBytes(StandardCharsets.UTF_8),
                Optional.of(sentAt),
                new InboundMessage.Source(queue, messageId, OptionalInt.empty()),
                InboundMessage.Origin.PRODUCER);
    }
}
