package io.picasso.analytics.cli.render;

import java.util.List;

/** Where an answer is drawn for a person. Knows the width and whether colour is wanted; never throws on a closed pipe. */
public interface Screen {
    /** What a piece of text means; the screen decides on the colour, or on none. */
    enum Tone {
        PLAIN,
        STRONG,
        FAINT,
        GOOD,
        WARNING,
        BAD
    }

    /** Columns to draw in; 80 where it is not known. */
    int width();

    /** Whether a longer line would be broken, as on a terminal; in a file or a pipe it would not. */
    boolean bounded();

    /** The text in its tone, ready to be part of a {@link #line}; plain where colour is off. */
    String toned(Tone tone, String text);

    /** One line. */
    void line(String text);

    /**
     * A table with a header. Columns are as wide as their content; the widest are cut with an ellipsis when the screen
     * is too narrow. Cells may be toned. Columns named in {@code right} are aligned right.
     */
    void table(List<String> header, List<List<String>> rows, String... right);

    /**
     * The same table with free text in its last column, which alone gives way where the screen is too narrow. The others
     * are cut only when that is not enough.
     */
    void textTable(List<String> header, List<List<String>> rows, String... right);
}
