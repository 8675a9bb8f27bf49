package io.picasso.analytics.cli.render;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a command says: once as data for programs, once as a screen for people. Both are made from the same values, so
 * they cannot disagree.
 */
public interface Answer {
    /**
     * The data, made of {@link Map} (in the order to print, keys in snake_case), {@link List}, String, Number, Boolean
     * and null. This is the published JSON shape of the command.
     */
    Map<String, Object> data();

    /**
     * The key in {@link #data()} of the list of rows, which NDJSON and CSV print one a line. Empty when the answer is a
     * single thing.
     */
    default Optional<String> rows() {
        return Optional.empty();
    }

    /** The lines of CSV, where the rows have lists in them that are columns of a table. Empty when the rows are the lines. */
    default Optional<List<Map<String, Object>>> table() {
        return Optional.empty();
    }

    /** Draws the answer for a person. */
    void draw(Screen screen);
}
