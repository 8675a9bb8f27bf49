package io.picasso.analytics.setting;

import java.util.List;

/**
 * One place in a configuration file, as it was written and before it is understood.
 *
 * @param path the keys from the root down to here; empty for the root itself
 * @param form what stands here
 * @param text the text of a scalar; empty for anything else
 * @param file the file, as it is shown to the operator
 * @param line the line in the file, counted from 1
 */
public record ConfigurationEntry(List<String> path, Form form, String text, String file, int line) {
    /** What can stand at a place. */
    public enum Form {
        MAPPING,
        LIST,
        SCALAR,
        NOTHING
    }

    /** File and line in one text. */
    public String place() {
        return file + ":" + line;
    }
}
