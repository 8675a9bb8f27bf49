package io.picasso.analytics.operation.provision;

import java.util.Optional;

/**
 * One resource that a destroy is asked to delete.
 *
 * @param kind what kind of thing it is, such as table
 * @param name its name
 * @param holds what is in it, such as "12 objects"; empty text when nothing is
 * @param obstacle why it will not be deleted; empty when nothing stands against it
 */
public record Removal(String kind, String name, String holds, Optional<String> obstacle) {
    /** The obstacle of what holds data, where deleting data was not asked for. */
    static Optional<String> unlessAsked(String holds, boolean withData) {
        return holds.isEmpty() || withData
                ? Optional.empty()
                : Optional.of("it holds " + holds + "; --with-data deletes that too");
    }
}
