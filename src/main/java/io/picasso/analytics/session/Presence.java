package io.picasso.analytics.session;

import java.util.Locale;

/** Where an event is, of lake and table, and why. Every event of a session is in exactly one of these. */
public enum Presence {
    /** In the lake and in the table. */
    IN_BOTH(true, "in the lake and in the table"),
    /** Past its retention: gone from the table, or not to be shown any more. */
    EXPIRED(true, "past the retention, not counted"),
    /** In the lake, and named by a marker of a batch that could not write the table. */
    DEFERRED(false, "in the lake, deferred: the table failed; repair with 'backfill deferred'"),
    /** In the lake, and nothing says why it is not in the table; writing may have been off. */
    NOT_WRITTEN(false, "in the lake, never written to the table; repair with 'process s3'"),
    /** In the table, and not in the days of the lake that were read. */
    NOT_IN_LAKE(false, "in the table, but not in the lake");

    private final boolean accounted;
    private final String meaning;

    Presence(boolean accounted, String meaning) {
        this.accounted = accounted;
        this.meaning = meaning;
    }

    /** Whether this is as it should be. */
    public boolean isAccounted() {
        return accounted;
    }

    /** The name in answers. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** One line for a person. */
    public String meaning() {
        return meaning;
    }
}
