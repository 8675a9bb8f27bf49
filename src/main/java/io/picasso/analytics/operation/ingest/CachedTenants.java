package io.picasso.analytics.operation.ingest;

import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.port.TenantDirectory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Remembers answers of another directory: known tenants for 15 minutes, unknown ones for one, failures never. */
public final class CachedTenants implements TenantDirectory {
    /** A mapping hardly ever changes. */
    public static final Duration KNOWN = Duration.ofMinutes(15);

    /** A new tenant must not stay unknown for long. */
    public static final Duration UNKNOWN = Duration.ofSeconds(60);

    private static final int MAX_ENTRIES = 10_000;

    private record Entry(Optional<Tenant> tenant, Instant until) {}

    private final TenantDirectory directory;
    private final Clock clock;
    private final ConcurrentMap<String, Entry> entries = new ConcurrentHashMap<>();

    public CachedTenants(TenantDirectory directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    public Optional<Tenant> byHash(String hash) {
        Instant now = clock.instant();
        Entry entry = entries.get(hash);
        if (entry != null && now.isBefore(entry.until())) {
            return entry.tenant();
        }
        Optional<Tenant> tenant = directory.byHash(hash);
        if (entries.size() >= MAX_ENTRIES) {
            // Anybody can post hashes that do not exist; the memory for them must stay bounded.
            entries.clear();
        }
        entries.put(hash, new Entry(tenant, now.plus(tenant.isPresent() ? KNOWN : UNKNOWN)));
        return tenant;
    }
}
