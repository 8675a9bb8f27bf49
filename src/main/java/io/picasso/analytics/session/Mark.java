package io.picasso.analytics.session;

import java.util.Locale;

/** What is peculiar about an entry of a timeline. */
public enum Mark {
    /**
     * Sent or stored before: an earlier entry has the same step, type and payload but another time, as when a producer
     * sends an event again with a new clock; or the event lies in the table under its old and its new key. The latter
     * are one entry; the former are two events, and count as two.
     */
    REPEAT,
    /** The producer's time was absent or not believable, so the time of receipt stands for it. */
    CLOCK_SKEWED,
    /** Earlier by the clock than the entry before it by step. */
    CLOCK_BACK,
    /** Nothing happened for {@link Timeline#LONG_SILENCE} or longer before it. */
    LONG_SILENCE;

    /** The name in answers. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name for a person. */
    public String words() {
        return label().replace('_', ' ');
    }
}
