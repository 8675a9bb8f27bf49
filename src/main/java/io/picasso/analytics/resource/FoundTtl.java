package io.picasso.analytics.resource;

import java.util.Optional;

/**
 * The TTL of a table as it was found.
 *
 * @param status DynamoDB's own word: ENABLED, ENABLING, DISABLED or DISABLING
 * @param attribute the attribute it goes by; empty when it is off
 */
public record FoundTtl(String status, Optional<String> attribute) {
    /** TTL is off. */
    public static final FoundTtl OFF = new FoundTtl("DISABLED", Optional.empty());

    /** Whether it is on, or about to be. */
    public boolean on() {
        return status.equals("ENABLED") || status.equals("ENABLING");
    }

    /** Whether it is on its way from one state to the other. */
    public boolean changing() {
        return status.endsWith("ING");
    }
}
