package io.picasso.analytics.event;

import org.jspecify.annotations.Nullable;

/**
 * Whom an event says it belongs to. Anybody can post anything, so it is a claim until the mapping proves it.
 *
 * @param hash the tenant hash, of the right form
 * @param id the tenant id, of the right form; null when the event carries the hash alone
 */
public record TenantClaim(String hash, @Nullable String id) {
    /** Whether the tenant the hash is mapped to is the one that was claimed. */
    public boolean agreesWith(Tenant mapped) {
        return hash.equals(mapped.hash()) && (id == null || id.equals(mapped.id()));
    }
}
