package io.picasso.analytics.port;

/**
 * A line of an input file.
 *
 * @param source the file's name as given
 * @param number from 1
 * @param offset where the line begins, in bytes of the text after any unpacking
 * @param text without the line break
 */
public record SourceLine(String source, long number, long offset, byte[] text) {
    /** The place, as a person and an editor write it. */
    public String place() {
        return source + ":" + number;
    }
}
