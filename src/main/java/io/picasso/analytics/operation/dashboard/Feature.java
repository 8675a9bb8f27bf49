package io.picasso.analytics.operation.dashboard;

import java.util.Locale;

/** A part of the dashboard that a tenant may have or not. */
public enum Feature {
    DASHBOARD_CONVERSATIONS(true),
    DASHBOARD_FORMS(true),
    DASHBOARD_ATTRIBUTION(false);

    private final boolean usual;

    Feature(boolean usual) {
        this.usual = usual;
    }

    /** The name in configurations and answers. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a tenant has it whose configuration does not say. */
    public boolean usual() {
        return usual;
    }
}
