package io.picasso.analytics.event;

import org.jspecify.annotations.Nullable;

/**
 * The type of an event. Open: a type nobody knows yet is kept as it came.
 *
 * @param name as on the wire, 1 to 128 characters
 */
public record EventType(String name) {
    public static final int MAX_LENGTH = 128;

    public static final EventType MESSAGE_SENT = new EventType("MESSAGE_SENT");
    public static final EventType MESSAGE_RECEIVED = new EventType("MESSAGE_RECEIVED");
    public static final EventType CTA_CLICKED = new EventType("CTA_CLICKED");
    public static final EventType LINK_CLICKED = new EventType("LINK_CLICKED");
    public static final EventType FORM_STARTED = new EventType("FORM_STARTED");
    public static final EventType FORM_COMPLETED = new EventType("FORM_COMPLETED");
    public static final EventType FORM_ABANDONED = new EventType("FORM_ABANDONED");
    /** Stands in where an event came without a type. */
    public static final EventType UNKNOWN = new EventType("UNKNOWN");

    /** Whether this is text said by the visitor or the bot. */
    public boolean isMessage() {
        return equals(MESSAGE_SENT) || equals(MESSAGE_RECEIVED);
    }

    // Written out here and in the few records that every batch compares: a record's own equals and hashCode are put
    // together by the JVM when they are first called, out of classes that no class-data archive holds, and a function's
    // first batch would wait for that.

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EventType type && name.equals(type.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
