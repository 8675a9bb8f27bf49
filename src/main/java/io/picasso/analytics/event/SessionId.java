package io.picasso.analytics.event;

import java.util.Optional;

/**
 * The id of one page load's session, given by the widget.
 *
 * @param value {@code [A-Za-z0-9_-]{1,128}}
 */
public record SessionId(String value) implements Comparable<SessionId> {
    public static final int MAX_LENGTH = 128;

    public SessionId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a session id: '" + value + "'");
        }
    }

    /** The id, when the text has the form of one. */
    public static Optional<SessionId> parse(String text) {
        return isValid(text) ? Optional.of(new SessionId(text)) : Optional.empty();
    }

    @Override
    public int compareTo(SessionId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isValid(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean allowed =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
            if (!allowed) {
                return false;
            }
        }
        return true;
    }
}
