package io.picasso.analytics.key;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;

/** A short name for a set of texts: the same set, in any order, has the same name. */
final class ContentHash {
    private static final int HEX_DIGITS = 12;

    private ContentHash() {}

    static String of(Collection<String> texts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            texts.stream().sorted().forEach(text -> {
                sha.update(text.getBytes(StandardCharsets.UTF_8));
                sha.update((byte) '\n');
            });
            return name(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The short name a digest stands for. */
    static String name(byte[] sha256) {
        return HexFormat.of().formatHex(sha256).substring(0, HEX_DIGITS);
    }
}
