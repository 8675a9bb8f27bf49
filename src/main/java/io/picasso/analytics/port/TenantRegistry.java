package io.picasso.analytics.port;

import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.tenant.TenantMapping;
import java.util.List;
import java.util.Optional;

/**
 * The tenants an environment knows. What is stored decides; a hash is never computed to find a tenant out.
 *
 * <p>Every method throws {@link io.picasso.analytics.failure.Failure}: RESOURCE_MISSING where the bucket is not there,
 * SERVICE_UNAVAILABLE, THROTTLED, DENIED; never as a way of saying that a tenant is not known.
 */
public interface TenantRegistry {
    /**
     * All tenants.
     *
     * @param tenants in the order of their hashes
     * @param unreadable names of the mappings that could not be understood
     */
    record Listing(List<TenantMapping> tenants, List<String> unreadable) {
        public Listing {
            tenants = List.copyOf(tenants);
            unreadable = List.copyOf(unreadable);
        }
    }

    /** Every tenant, however many there are. One read per tenant. */
    Listing list();

    /** The tenant behind a hash; empty when there is none, or its mapping cannot be understood. */
    Optional<TenantMapping> findByHash(String hash);

    /**
     * Stores a tenant's mapping, and its configuration where it has none. What is there is never replaced.
     *
     * @return whether the mapping is new
     * @throws io.picasso.analytics.failure.Failure RESOURCE_CONFLICT when the hash stands for another tenant, or for
     *     something that cannot be understood; nothing is written then
     */
    boolean add(TenantMapping mapping);

    /**
     * Forgets a tenant: its mapping and its configuration, and nothing else of it. What is not there is no failure.
     *
     * @throws io.picasso.analytics.failure.Failure RESOURCE_CONFLICT when the hash stands for another tenant; nothing is
     *     removed then
     */
    void remove(Tenant tenant);
}
