package io.picasso.analytics.cli;

import io.picasso.analytics.operation.tenants.Tenants;
import io.picasso.analytics.tenant.TenantMapping;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The commands about tenants. */
@picocli.CommandLine.Command(
        name = "tenant",
        description = "Lists, finds and adds the tenants an environment knows.",
        subcommands = {TenantListCommand.class, TenantResolveCommand.class, TenantAddCommand.class},
        footer = {"", "Example:", "  picasso-analytics tenant resolve fo85e6a06dcdf4"})
final class TenantCommand {
    /** What the commands below have in common. */
    abstract static class OnTenants extends EnvironmentCommand {
        final Tenants tenants() {
            return wiring().tenants();
        }
    }

    /** The published shape of one tenant. */
    static Map<String, Object> fields(TenantMapping mapping) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("tenant_id", mapping.tenant().id());
        fields.put("tenant_hash", mapping.tenant().hash());
        fields.put("created_at", mapping.createdAt().map(Instant::toString).orElse(null));
        fields.put("created_by", mapping.createdBy().orElse(null));
        return fields;
    }
}
