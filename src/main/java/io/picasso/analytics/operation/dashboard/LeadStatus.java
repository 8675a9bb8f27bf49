package io.picasso.analytics.operation.dashboard;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a lead stands. */
enum LeadStatus {
    NEW,
    REVIEWING,
    CONTACTED,
    ARCHIVED;

    /** The name in the table and in answers. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<LeadStatus> parse(String label) {
        return Arrays.stream(values())
                .filter(status -> status.label().equals(label))
                .findFirst();
    }
}
