package io.picasso.analytics.event;

import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What makes an event itself: the same event, re-sent, re-delivered or replayed, has the same fingerprint, and two
 * different events of one session have different ones.
 *
 * @param value 12 characters of base32, lower case: 60 bits of a SHA-256
 */
public record Fingerprint(String value) implements Comparable<Fingerprint> {
    public static final int LENGTH = 12;
    private static final char[] BASE32 = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();

    public Fingerprint {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a fingerprint: '" + value + "'");
        }
    }

    /** The fingerprint, when the text has the form of one. */
    public static Optional<Fingerprint> parse(String text) {
        return isValid(text) ? Optional.of(new Fingerprint(text)) : Optional.empty();
    }

    /**
     * Computes the fingerprint over the stored form, that is after redaction.
     *
     * @param clientTimestamp the producer's time as it came; null when it sent none
     * @param producerEventId the producer's own id; counts only where there is no client timestamp, because only then
     *     nothing else tells two equal events apart
     */
    public static Fingerprint of(
            String tenantHash,
            SessionId session,
            int step,
            EventType type,
            @Nullable String clientTimestamp,
            JsonObject payload,
            @Nullable String producerEventId) {
        StringBuilder canonical = new StringBuilder(512).append('[');
        JsonText.quote(tenantHash, canonical);
        canonical.append(',');
        JsonText.quote(session.value(), canonical);
        canonical.append(',').append(step).append(',');
        JsonText.quote(type.name(), canonical);
        canonical.append(',');
        if (clientTimestamp == null) {
            canonical.append("null");
        } else {
            JsonText.quote(clientTimestamp, canonical);
        }
        canonical.append(',');
        JsonText.canonical(payload, canonical);
        if (clientTimestamp == null && producerEventId != null) {
            canonical.append(',');
            JsonText.quote(producerEventId, canonical);
        }
        canonical.append(']');
        return ofDigest(sha256(canonical.toString()));
    }

    @Override
    public int compareTo(Fingerprint other) {
        return value.compareTo(other.value);
    }

    // Both written out for the start of a function; see EventType.

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fingerprint fingerprint && value.equals(fingerprint.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }

    private static Fingerprint ofDigest(byte[] digest) {
        long bits = 0;
        for (int i = 0; i < 8; i++) {
            bits = bits << 8 | (digest[i] & 0xff);
        }
        char[] out = new char[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            out[i] = BASE32[(int) (bits >>> (59 - 5 * i)) & 31];
        }
        return new Fingerprint(new String(out));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static boolean isValid(String text) {
        if (text.length() != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            char c = text.charAt(i);
            if (!((c >= 'a' && c <= 'z') || (c >= '2' && c <= '7'))) {
                return false;
            }
        }
        return true;
    }
}
