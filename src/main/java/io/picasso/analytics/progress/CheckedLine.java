package io.picasso.analytics.progress;

import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32;

/** A line of a journal: eight hex digits of the checksum of a JSON object, a space, and the object. */
public final class CheckedLine {
    private static final int CHECKSUM_LENGTH = 8;

    private CheckedLine() {}

    /** Writes a line, its line break included. */
    public static byte[] write(JsonObject object) {
        String json = JsonText.compact(object);
        return (checksum(json.getBytes(StandardCharsets.UTF_8)) + " " + json + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The JSON of a line without its line break; empty when it does not match its checksum. */
    public static Optional<byte[]> json(byte[] line) {
        if (line.length <= CHECKSUM_LENGTH) {
            return Optional.empty();
        }
        byte[] json = Arrays.copyOfRange(line, CHECKSUM_LENGTH + 1, line.length);
        String given = new String(line, 0, CHECKSUM_LENGTH, StandardCharsets.US_ASCII);
        return given.equals(checksum(json)) ? Optional.of(json) : Optional.empty();
    }

    private static String checksum(byte[] json) {
        CRC32 crc = new CRC32();
        crc.update(json);
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
