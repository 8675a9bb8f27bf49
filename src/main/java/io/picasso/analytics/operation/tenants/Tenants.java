package io.picasso.analytics.operation.tenants;

import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.TenantRegistry;
import io.picasso.analytics.tenant.TenantHash;
import io.picasso.analytics.tenant.TenantMapping;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The tenants of an environment. All methods throw {@link Failure} as {@link TenantRegistry} says. */
public final class Tenants {
    private static final String CREATED_BY = "picasso-analytics";

    private final TenantRegistry registry;
    private final Clock clock;

    public Tenants(TenantRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /** Every tenant. */
    public TenantRegistry.Listing list() {
        return registry.list();
    }

    /** The ids of all tenants, in order; none where there is no registry yet. */
    public List<String> ids() {
        try {
            return registry.list().tenants().stream()
                    .map(mapping -> mapping.tenant().id())
                    .distinct()
                    .sorted()
                    .toList();
        } catch (Failure failure) {
            if (failure.code() == FailureCode.RESOURCE_MISSING) {
                return List.of();
            }
            throw failure;
        }
    }

    /**
     * The tenant with that id or hash.
     *
     * @throws Failure INVALID_INPUT when the text is neither, NOT_FOUND when there is no such tenant
     */
    public TenantMapping resolve(String idOrHash) {
        requireId(idOrHash);
        Optional<TenantMapping> byHash = Tenant.isHash(idOrHash) ? registry.findByHash(idOrHash) : Optional.empty();
        return byHash.or(() -> byId(idOrHash))
                .orElseThrow(() -> Failure.of(FailureCode.NOT_FOUND, "no tenant has the id or hash '" + idOrHash + "'")
                        .next("Run 'picasso-analytics tenant list' to see them all, or 'tenant add ID'."));
    }

    /** The computed hash is a guess at where to look first; the stored mapping has to agree. Old ones lie elsewhere. */
    private Optional<TenantMapping> byId(String id) {
        Predicate<TenantMapping> same = mapping -> mapping.tenant().id().equals(id);
        return registry.findByHash(TenantHash.of(id))
                .filter(same)
                .or(() -> registry.list().tenants().stream().filter(same).findFirst());
    }

    /** The mapping that {@link #add} would store; stores nothing. */
    public TenantMapping propose(String id) {
        return new TenantMapping(
                new Tenant(requireId(id), requireHash(id)),
                Optional.of(clock.instant().truncatedTo(ChronoUnit.SECONDS)),
                Optional.of(CREATED_BY));
    }

    /**
     * Whether adding the mapping would change nothing.
     *
     * @throws Failure RESOURCE_CONFLICT when its hash stands for another tenant
     */
    public boolean isKnown(TenantMapping proposed) {
        Optional<TenantMapping> there = registry.findByHash(proposed.tenant().hash());
        if (there.isPresent()
                && !there.get().tenant().id().equals(proposed.tenant().id())) {
            throw Failure.of(
                    FailureCode.RESOURCE_CONFLICT,
                    "the hash " + proposed.tenant().hash() + " of tenant "
                            + proposed.tenant().id() + " is taken by "
                            + there.get().tenant().id());
        }
        return there.isPresent();
    }

    /**
     * Makes a tenant known.
     *
     * @return whether it is new; a tenant that is known already stays as it is
     */
    public boolean add(TenantMapping proposed) {
        return registry.add(proposed);
    }

    private static String requireId(String text) {
        if (Tenant.isId(text)) {
            return text;
        }
        throw Failure.of(FailureCode.INVALID_INPUT, "'" + text + "' is not a tenant id")
                .why("a tenant id is 1 to 50 letters, digits, '_' or '-'");
    }

    private static String requireHash(String id) {
        String hash = TenantHash.of(id);
        if (Tenant.isHash(hash)) {
            return hash;
        }
        throw Failure.of(FailureCode.INVALID_INPUT, "'" + id + "' cannot be a new tenant's id")
                .why("its hash would begin with '" + hash.substring(0, 2) + "', and a hash is letters and digits only");
    }
}
