package io.picasso.analytics.operation.ingest;

import io.picasso.analytics.event.RejectionReason;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonNull;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import io.picasso.analytics.key.QuarantineKey;
import io.picasso.analytics.port.ObjectStore;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Keeps what is not an event, with its reason, where it can be corrected and processed again: one NDJSON object for each
 * reason and day. The original text is kept as it came, so it is not redacted.
 */
public final class Quarantine {
    private final ObjectStore store;
    private final Clock clock;

    public Quarantine(ObjectStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Writes rejections of one reason and day.
     *
     * @return the path of the object; the same rejections have the same path
     */
    public String write(RejectionReason reason, LocalDate day, List<Rejection> rejections) {
        List<String> lines = rejections.stream()
                .map(rejection -> JsonText.compact(line(rejection)))
                .sorted()
                .toList();
        String path = QuarantineKey.of(reason, day, lines);
        byte[] content = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        store.put(path, content, EventLake.CONTENT_TYPE);
        return path;
    }

    /** The day a rejection is filed under: when it reached us, or today for input without such a time. */
    public LocalDate dayOf(Rejection rejection) {
        return UtcTime.day(rejection.message().received().orElseGet(clock::instant));
    }

    private static JsonObject line(Rejection rejection) {
        Map<String, JsonValue> line = new LinkedHashMap<>();
        line.put("reason", new JsonString(rejection.reason().label()));
        line.put("detail", new JsonString(rejection.detail()));
        InboundMessage.Source source = rejection.message().source();
        line.put("source", new JsonString(source.name()));
        line.put("message_id", new JsonString(source.messageId()));
        (rejection.position().isPresent() ? rejection.position() : source.position())
                .ifPresent(at -> line.put("position", new JsonNumber(Integer.toString(at))));
        rejection
                .message()
                .received()
                .map(UtcTime::format)
                .ifPresent(time -> line.put("received_at", new JsonString(time)));
        line.put("origin", new JsonString(rejection.message().origin().name().toLowerCase(Locale.ROOT)));
        byte[] original = rejection.original();
        if (isText(original)) {
            line.put("original", new JsonString(new String(original, StandardCharsets.UTF_8)));
        } else {
            line.put("original_base64", new JsonString(Base64.getEncoder().encodeToString(original)));
        }
        return new JsonObject(line);
    }

    /** Reads a line back into the message it was made from; empty when it is not one of ours. */
    static Optional<InboundMessage> message(JsonValue value, String place) {
        if (!(value instanceof JsonObject line)) {
            return Optional.empty();
        }
        return line.text("original")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .or(() -> line.text("original_base64").flatMap(Quarantine::decode))
                .map(original -> new InboundMessage(
                        place,
                        original,
                        line.text("received_at").flatMap(UtcTime::parse),
                        source(line, place),
                        line.text("origin").filter("operator"::equals).isPresent()
                                ? InboundMessage.Origin.OPERATOR
                                : InboundMessage.Origin.PRODUCER));
    }

    private static InboundMessage.Source source(JsonObject line, String place) {
        OptionalInt position = line.get("position").orElse(JsonNull.NULL) instanceof JsonNumber number
                        && number.text().matches("\\d{1,6}")
                ? OptionalInt.of(Integer.parseInt(number.text()))
                : OptionalInt.empty();
        return new InboundMessage.Source(
                line.text("source").orElse(place), line.text("message_id").orElse(place), position);
    }

    private static Optional<byte[]> decode(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isText(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
