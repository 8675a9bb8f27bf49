package io.picasso.analytics.tenant;

import java.time.Instant;
import java.util.Optional;

/**
 * The stored fact that a hash stands for a tenant.
 *
 * @param id the tenant's id
 * @param hash the hash the widget sends
 * @param createdAt when it was stored; empty in old mappings
 * @param createdBy what stored it; empty in old mappings
 */
public record TenantMapping(String id, String hash, Optional<Instant> createdAt, Optional<String> createdBy) {}
