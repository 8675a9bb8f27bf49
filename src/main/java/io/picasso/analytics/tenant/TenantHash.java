package io.picasso.analytics.tenant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Makes the hash under which a new tenant is known in public. Whoever reads events never computes it: the mapping that
 * is stored decides.
 */
public final class TenantHash {
    private static final String SALT = "picasso-2024-universal-widget";
    private static final int PREFIX_LENGTH = 2;
    private static final int DIGITS = 12;

    private TenantHash() {}

    /**
     * The first two characters of the id in lower case, and 12 hex digits of SHA-256 over the id and a fixed salt.
     *
     * @param tenantId an id of the form of {@link io.picasso.analytics.event.Tenant}
     */
    public static String of(String tenantId) {
        String prefix = tenantId.substring(0, Math.min(PREFIX_LENGTH, tenantId.length()))
                .toLowerCase(Locale.ROOT);
        return prefix + sha256(tenantId + SALT).substring(0, DIGITS);
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
