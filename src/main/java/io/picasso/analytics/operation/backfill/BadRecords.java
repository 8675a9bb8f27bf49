package io.picasso.analytics.operation.backfill;

import io.picasso.analytics.event.Reading;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.port.SourceLine;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The form in which a record that is no event is put aside: why, where it came from, and its text as it came. The text
 * is what is to be corrected; the corrected file loads as it is.
 */
public final class BadRecords {
    private static final byte[] START = "{\"reason\":".getBytes(StandardCharsets.UTF_8);

    private final JsonParser parser;

    public BadRecords(JsonParser parser) {
        this.parser = parser;
    }

    /** The line for a record, without a line break. */
    static String line(SourceLine from, Input.Rejected rejected) {
        Map<String, JsonValue> line = new LinkedHashMap<>();
        line.put("reason", new JsonString(rejected.reason().label()));
        line.put("detail", new JsonString(rejected.detail()));
        line.put("source", new JsonString(from.source()));
        line.put("line", new JsonNumber(Long.toString(from.number())));
        line.put("offset", new JsonNumber(Long.toString(from.offset())));
        rejected.position().ifPresent(at -> line.put("position", new JsonNumber(Integer.toString(at))));
        if (isText(rejected.original())) {
            line.put("original", new JsonString(new String(rejected.original(), StandardCharsets.UTF_8)));
        } else {
            line.put("original_base64", new JsonString(Base64.getEncoder().encodeToString(rejected.original())));
        }
        return JsonText.compact(new JsonObject(line));
    }

    /** The text of a line; of a bad record the original in it. */
    byte[] original(SourceLine line) {
        byte[] text = line.text();
        if (text.length < START.length || !startsLikeOne(text)) {
            return text;
        }
        return parser.parse(text) instanceof Reading.Accepted<JsonValue> accepted
                        && accepted.value() instanceof JsonObject record
                        && record.get("line").isPresent()
                ? original(record).orElse(text)
                : text;
    }

    private static Optional<byte[]> original(JsonObject record) {
        try {
            return record.text("original")
                    .map(text -> text.getBytes(StandardCharsets.UTF_8))
                    .or(() -> record.text("original_base64").map(Base64.getDecoder()::decode));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean startsLikeOne(byte[] text) {
        return ByteBuffer.wrap(text, 0, START.length).equals(ByteBuffer.wrap(START));
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
