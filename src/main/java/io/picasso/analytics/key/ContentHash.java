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
        MessageDigest sha = sha256();
        texts.stream().sorted().forEach(text -> {
            sha.update(text.getBytes(StandardCharsets.UTF_8));
            sha.update((byte) '\n');
        });
        return name(sha);
    }

    /** A short name for bytes as they are. */
    static String of(byte[] content) {
        MessageDigest sha = sha256();
        sha.update(content);
        return name(sha);
    }

    private static String name(MessageDigest sha) {
        return HexFormat.of().formatHex(sha.digest()).substring(0, HEX_DIGITS);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
