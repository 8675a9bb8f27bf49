package io.picasso.analytics.metric;

import java.util.Locale;

/** By what forms are put in order; always the highest first. */
public enum FormOrder {
    CONVERSION_RATE,
    COMPLETIONS,
    AVG_TIME;

    /** The name in requests. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
