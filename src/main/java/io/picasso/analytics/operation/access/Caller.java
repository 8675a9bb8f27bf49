package io.picasso.analytics.operation.access;

import io.picasso.analytics.event.Tenant;
import java.time.Instant;

/**
 * Who asks, as a token proves.
 *
 * @param tenant whose data may be seen, and no other's
 * @param email who it is; {@code unknown} where the token does not say
 * @param expires when the token ends
 */
public record Caller(Tenant tenant, String email, Instant expires) {
    /** Where a token has no address. */
    public static final String UNKNOWN = "unknown";
}
