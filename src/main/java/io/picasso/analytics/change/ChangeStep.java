package io.picasso.analytics.change;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that followed an intent.
 *
 * @param what what happened
 * @param at when it was written down
 * @param detail more about it, such as a revision, a reason, or a table's name; may have no characters
 */
public record ChangeStep(What what, Instant at, String detail) {
    /** What can follow. */
    public enum What {
        /** The change was made: the service took it, or it was seen there. */
        MADE,
        /** The function runs with it. */
        SETTLED,
        /** It was read back and is as intended. */
        VERIFIED,
        /** It was not made, and will not be. */
        NOT_MADE,
        /** It could not be found out whether it was made. */
        UNKNOWN,
        /** It was made, and the service could not bring it into force, or it was not to be seen there. */
        FAILED,
        /** A table was saved. */
        SAVED,
        /** A table was deleted. */
        DELETED;

        /** The word in a record. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** What is meant by a word; empty when there is no such word. */
        public static Optional<What> find(String word) {
            return Arrays.stream(values())
                    .filter(what -> what.word().equals(word))
                    .findFirst();
        }
    }
}
