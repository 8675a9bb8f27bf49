package io.picasso.analytics.session;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a session came to. */
public enum Outcome {
    FORM_COMPLETED,
    LINK_CLICKED,
    CTA_CLICKED,
    ABANDONED,
    /** Nothing of the others; also called {@code conversation} by newer clients. */
    BROWSING;

    /** The name in tables, answers and filters. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The outcome of that name, in either spelling of {@link #BROWSING}; empty when there is none. */
    public static Optional<Outcome> parse(String label) {
        return label.equals("conversation")
                ? Optional.of(BROWSING)
                : Arrays.stream(values()).filter(o -> o.label().equals(label)).findFirst();
    }
}
