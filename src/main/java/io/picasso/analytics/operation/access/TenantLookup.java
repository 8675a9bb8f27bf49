package io.picasso.analytics.operation.access;

import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.tenants.Tenants;
import io.picasso.analytics.port.TenantDirectory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Finds the tenant that a token names. With a hash one mapping is read; without, the registry is asked, which may have
 * to read every mapping, so its answers are remembered: known tenants for 15 minutes, unknown ones for one.
 */
public final class TenantLookup {
    private static final Duration KNOWN = Duration.ofMinutes(15);
    private static final Duration UNKNOWN = Duration.ofSeconds(60);
    private static final int MAX_ENTRIES = 10_000;

    private record Entry(Optional<Tenant> tenant, Instant until) {}

    private final TenantDirectory directory;
    private final Tenants tenants;
    private final Clock clock;
    private final ConcurrentMap<String, Entry> entries = new ConcurrentHashMap<>();

    /**
     * Looks tenants up.
     *
     * @param directory knows hashes; should remember them
     */
    public TenantLookup(TenantDirectory directory, Tenants tenants, Clock clock) {
        this.directory = directory;
        this.tenants = tenants;
        this.clock = clock;
    }

    /** The tenant of that hash, when it has that id. */
    Optional<Tenant> byBoth(String id, String hash) {
        return Tenant.isHash(hash)
                ? directory.byHash(hash).filter(tenant -> tenant.id().equals(id))
                : Optional.empty();
    }

    /** The tenant of that id. */
    Optional<Tenant> byId(String id) {
        Instant now = clock.instant();
        Entry entry = entries.get(id);
        if (entry != null && now.isBefore(entry.until())) {
            return entry.tenant();
        }
        Optional<Tenant> tenant = find(id);
        if (entries.size() >= MAX_ENTRIES) {
            entries.clear();
        }
        entries.put(id, new Entry(tenant, now.plus(tenant.isPresent() ? KNOWN : UNKNOWN)));
        return tenant;
    }

    /** A text of the form of a hash may be another tenant's hash; a token names tenants by their id. */
    private Optional<Tenant> find(String id) {
        try {
            return Optional.of(tenants.resolve(id).tenant())
                    .filter(tenant -> tenant.id().equals(id));
        } catch (Failure failure) {
            if (failure.code() == FailureCode.NOT_FOUND) {
                return Optional.empty();
            }
            throw failure;
        }
    }
}
