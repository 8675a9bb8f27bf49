package io.picasso.analytics.session;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Turns cursors into opaque text and back. The text is signed together with the tenant and the filter of its list, so
 * that it opens for nothing else. Safe for many threads.
 */
public final class CursorSeal {
    private static final String ALGORITHM = "HmacSHA256";

    /** Says what is signed, so that no other signature with the same key is one of these. */
    private static final String PURPOSE = "session-list-cursor/1\n";

    private static final String DERIVATION = "picasso-analytics/cursor-key/1";

    private static final int SIGNATURE_BYTES = 16;
    private static final int TIMES_BYTES = 2 * Long.BYTES;

    /** Longer than any cursor of ours. */
    private static final int MAX_LENGTH = 1_024;

    private final SecretKeySpec key;

    /**
     * Seals with a key.
     *
     * @param key at least one byte; who knows it can make cursors, but no cursor shows another tenant's sessions
     */
    public CursorSeal(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * Seals with a key that is derived from a secret which signs other things too, so that neither signature can be taken
     * for the other.
     *
     * @param secret at least one byte
     */
    public static CursorSeal derivedFrom(byte[] secret) {
        return new CursorSeal(hmac(new SecretKeySpec(secret, ALGORITHM), DERIVATION.getBytes(StandardCharsets.UTF_8)));
    }

    /** The cursor as text, in letters, digits, {@code -} and {@code _}. */
    public String seal(SessionQuery query, SessionCursor cursor) {
        byte[] last = cursor.last().getBytes(StandardCharsets.UTF_8);
        byte[] content = ByteBuffer.allocate(TIMES_BYTES + last.length)
                .putLong(cursor.from().toEpochMilli())
                .putLong(cursor.before().toEpochMilli())
                .put(last)
                .array();
        byte[] sealed = Arrays.copyOf(content, content.length + SIGNATURE_BYTES);
        System.arraycopy(signature(query, content), 0, sealed, content.length, SIGNATURE_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /**
     * Reads a cursor.
     *
     * @throws Failure INVALID_INPUT when it was not made here for exactly this query
     */
    public SessionCursor open(SessionQuery query, String text) {
        byte[] sealed = bytes(text);
        if (sealed.length <= TIMES_BYTES + SIGNATURE_BYTES) {
            throw refused();
        }
        byte[] content = Arrays.copyOf(sealed, sealed.length - SIGNATURE_BYTES);
        byte[] signature = Arrays.copyOfRange(sealed, content.length, sealed.length);
        if (!MessageDigest.isEqual(signature, signature(query, content))) {
            throw refused();
        }
        ByteBuffer buffer = ByteBuffer.wrap(content);
        return new SessionCursor(
                Instant.ofEpochMilli(buffer.getLong()),
                Instant.ofEpochMilli(buffer.getLong()),
                StandardCharsets.UTF_8.decode(buffer).toString());
    }

    private static byte[] bytes(String text) {
        if (text.length() > MAX_LENGTH) {
            throw refused();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            // The decoder overlooks padding and spare bits, so that one cursor would have many spellings.
            if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text)) {
                return bytes;
            }
            throw refused();
        } catch (IllegalArgumentException e) {
            throw refused();
        }
    }

    private byte[] signature(SessionQuery query, byte[] content) {
        byte[] purpose = (PURPOSE + query.identity() + "\n").getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(hmac(key, purpose, content), SIGNATURE_BYTES);
    }

    private static byte[] hmac(SecretKeySpec key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    private static Failure refused() {
        return Failure.of(FailureCode.INVALID_INPUT, "The cursor does not belong to this list")
                .why("it was changed or cut off, or comes from another tenant, environment, range or outcome")
                .next("Repeat the options of the page it came from, or leave the cursor out to start again.");
    }
}
