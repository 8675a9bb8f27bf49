package io.picasso.analytics.resource;

/**
 * An attribute that is part of a key.
 *
 * @param name the attribute's name
 * @param type its type in DynamoDB's own letter: S, N or B
 */
public record KeyAttribute(String name, String type) {
    /** A text attribute. */
    public static KeyAttribute text(String name) {
        return new KeyAttribute(name, "S");
    }

    @Override
    public String toString() {
        return name + " (" + type + ")";
    }
}
