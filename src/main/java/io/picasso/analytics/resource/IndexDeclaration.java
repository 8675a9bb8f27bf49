package io.picasso.analytics.resource;

/**
 * A global secondary index that carries every attribute (projection ALL).
 *
 * @param name unique within its table
 * @param keys the index's own key
 */
public record IndexDeclaration(String name, KeySchema keys) {
    /** The only projection declared here: a reader of an index never has to go back to the table. */
    public static final String PROJECTION = "ALL";
}
