package io.picasso.analytics.event;

/**
 * A customer, by both names it goes by.
 *
 * @param id the readable id, {@code [A-Za-z0-9_-]{1,50}}; part of lake paths
 * @param hash the public hash, {@code [A-Za-z0-9]{10,20}}; part of table keys
 */
public record Tenant(String id, String hash) {
    private static final int LONGEST_ID = 50;
    private static final int SHORTEST_HASH = 10;
    private static final int LONGEST_HASH = 20;

    public Tenant {
        if (!isId(id) || !isHash(hash)) {
            throw new IllegalArgumentException("not a tenant: id '" + id + "', hash '" + hash + "'");
        }
    }

    /** Whether the text has the form of a tenant id. */
    public static boolean isId(String text) {
        return !text.isEmpty() && text.length() <= LONGEST_ID && consistsOf(text, true);
    }

    /** Whether the text has the form of a tenant hash. */
    public static boolean isHash(String text) {
        return text.length() >= SHORTEST_HASH && text.length() <= LONGEST_HASH && consistsOf(text, false);
    }

    /** Looked at for every event, so without a pattern. */
    private static boolean consistsOf(String text, boolean withSigns) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!plain && !(withSigns && (c == '_' || c == '-'))) {
                return false;
            }
        }
        return true;
    }
}
