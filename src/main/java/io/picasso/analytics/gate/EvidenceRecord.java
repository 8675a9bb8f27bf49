package io.picasso.analytics.gate;

import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One link of the chain of evidence. Its text is canonical JSON: {@code content}, {@code number}, {@code previous}, and
 * {@code hash}, the SHA-256 of the canonical text of the other three. Whoever changes one byte of a record changes its
 * hash, and so every record after it.
 *
 * @param number its place in the chain, from 1
 * @param previous the hash of the record before; {@link #FIRST} for the first
 * @param content what is recorded
 */
public record EvidenceRecord(int number, String previous, JsonObject content) {
    /** What stands in the place of a hash before the first record. */
    public static final String FIRST = "0".repeat(64);

    /** The SHA-256 of the record, 64 hexadecimal digits in lower case. */
    public String hash() {
        StringBuilder text = new StringBuilder();
        JsonText.canonical(new JsonObject(members()), text);
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The record as it is stored: canonical JSON in UTF-8 on one line. */
    public byte[] text() {
        Map<String, JsonValue> members = members();
        members.put("hash", new JsonString(hash()));
        StringBuilder text = new StringBuilder();
        JsonText.canonical(new JsonObject(members), text);
        return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private Map<String, JsonValue> members() {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("number", new JsonNumber(Integer.toString(number)));
        members.put("previous", new JsonString(previous));
        members.put("content", content);
        return members;
    }

    /** The record that follows this one. */
    public EvidenceRecord next(JsonObject following) {
        return new EvidenceRecord(number + 1, hash(), following);
    }

    /** The first record of a chain. */
    public static EvidenceRecord first(JsonObject content) {
        return new EvidenceRecord(1, FIRST, content);
    }

    /** Reads a record without looking whether its hash is right; empty when it is none. */
    public static Optional<EvidenceRecord> read(JsonValue value) {
        if (value instanceof JsonObject object
                && object.get("number").orElse(value) instanceof JsonNumber number
                && number.text().matches("[1-9]\\d{0,8}")
                && object.get("content").orElse(null) instanceof JsonObject content
                && object.text("previous").isPresent()) {
            return Optional.of(new EvidenceRecord(
                    Integer.parseInt(number.text()), object.text("previous").get(), content));
        }
        return Optional.empty();
    }
}
