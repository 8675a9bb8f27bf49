package io.picasso.analytics.event;

import java.util.regex.Pattern;

/**
 * A customer, by both names it goes by.
 *
 * @param id the readable id, {@code [A-Za-z0-9_-]{1,50}}; part of lake paths
 * @param hash the public hash, {@code [A-Za-z0-9]{10,20}}; part of table keys
 */
public record Tenant(String id, String hash) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,50}");
    private static final Pattern HASH = Pattern.compile("[A-Za-z0-9]{10,20}");

    public Tenant {
        if (!isId(id) || !isHash(hash)) {
            throw new IllegalArgumentException("not a tenant: id '" + id + "', hash '" + hash + "'");
        }
    }

    /** Whether the text has the form of a tenant id. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** Whether the text has the form of a tenant hash. */
    public static boolean isHash(String text) {
        return HASH.matcher(text).matches();
    }
}
