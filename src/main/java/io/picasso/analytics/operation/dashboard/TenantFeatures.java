package io.picasso.analytics.operation.dashboard;

import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.operation.access.Caller;
import java.util.Optional;

/** Which parts of the dashboard a tenant has. */
public final class TenantFeatures {
    private final TenantConfigurations configurations;

    public TenantFeatures(TenantConfigurations configurations) {
        this.configurations = configurations;
    }

    boolean has(String tenantId, Feature feature) {
        return configurations.of(tenantId).feature(feature);
    }

    /** Refuses with 403 who does not have it. */
    void require(Optional<Caller> caller, Feature feature) {
        boolean there = caller.filter(who -> has(who.tenant().id(), feature)).isPresent();
        if (!there) {
            throw Refusal.of(
                    403,
                    new JsonMembers()
                            .put("error", "Feature not available")
                            .put("message", "This part of the dashboard is not switched on for the tenant.")
                            .put("feature", feature.label()));
        }
    }
}
