package io.picasso.analytics.port;

import io.picasso.analytics.event.Tenant;
import java.util.Optional;

/** Knows which tenant a hash belongs to. */
public interface TenantDirectory {
    /**
     * The tenant of a hash; empty when no tenant has it. Throws {@link io.picasso.analytics.failure.Failure} when that
     * cannot be found out: not knowing is not the same as knowing that there is none.
     */
    Optional<Tenant> byHash(String hash);
}
