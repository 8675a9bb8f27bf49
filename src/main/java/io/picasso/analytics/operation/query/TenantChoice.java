package io.picasso.analytics.operation.query;

import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.tenants.Tenants;
import io.picasso.analytics.tenant.TenantMapping;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds out whose sessions are meant. */
public final class TenantChoice {
    /** More would be no help in a message. */
    private static final int MOST_NAMED = 10;

    private final Tenants tenants;

    public TenantChoice(Tenants tenants) {
        this.tenants = tenants;
    }

    /**
     * The tenant of that id or hash.
     *
     * @throws Failure NOT_FOUND when there is no such tenant
     */
    public Tenant named(String idOrHash) {
        return tenants.resolve(idOrHash).tenant();
    }

    /**
     * The tenant that is named, or the environment's only one.
     *
     * @param named an id or a hash; empty where nobody is named
     * @throws Failure NOT_FOUND when there is no such tenant; BAD_USAGE when none is named and there is not exactly one
     */
    public Tenant choose(Optional<String> named) {
        if (named.isPresent()) {
            return named(named.get());
        }
        List<TenantMapping> all = all();
        if (all.size() == 1) {
            return all.get(0).tenant();
        }
        throw Failure.of(FailureCode.BAD_USAGE, "Whose sessions? The environment has " + all.size() + " tenants")
                .why("they are " + names(all))
                .next(
                        "Name one with --tenant, by id or hash, or set it once: setting 'tenant', variable PICASSO_TENANT.");
    }

    /**
     * The environment's only tenant, for a session that no table knows.
     *
     * @throws Failure NOT_FOUND when there is not exactly one: the lake lies by tenant, so it cannot be looked through
     */
    public Tenant ofUnknown(SessionId session) {
        List<TenantMapping> all = all();
        if (all.size() == 1) {
            return all.get(0).tenant();
        }
        throw Failure.of(FailureCode.NOT_FOUND, "There is no session '" + session + "' in the tables")
                .why("of which of " + all.size() + " tenants it was is not known, so the lake was not looked through;"
                        + " they are " + names(all))
                .next("Say whose it was with --tenant, and when with --from and --to, to look in the lake, too.");
    }

    private List<TenantMapping> all() {
        List<TenantMapping> all = tenants.list().tenants();
        if (all.isEmpty()) {
            throw Failure.of(FailureCode.NOT_FOUND, "The environment has no tenant")
                    .next("Make one known with 'picasso-analytics tenant add ID', or check --env.");
        }
        return all;
    }

    private static String names(List<TenantMapping> all) {
        return all.stream()
                        .limit(MOST_NAMED)
                        .map(mapping -> mapping.tenant().id())
                        .collect(Collectors.joining(", "))
                + (all.size() > MOST_NAMED ? ", …" : "");
    }
}
