package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.operation.tenants.Tenants;
import io.picasso.analytics.tenant.TenantMapping;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Makes a tenant known. */
@picocli.CommandLine.Command(
        name = "add",
        description = {
            "Makes a tenant known: stores its mapping, and a first configuration where it has none.",
            "What is there is never replaced; adding a tenant twice changes nothing."
        },
        footer = {"", "Example:", "  picasso-analytics tenant add FOS402334 --yes"})
final class TenantAddCommand extends TenantCommand.OnTenants {
    @Parameters(paramLabel = "ID", description = "The tenant's id: letters, digits, '_' and '-'.")
    String id = "";

    @Mixin
    ConfirmationOptions confirmation = new ConfirmationOptions();

    @Override
    ExitStatus run() {
        Tenants tenants = tenants();
        TenantMapping mapping = tenants.propose(id);
        if (tenants.isKnown(mapping)) {
            print(new Added(mapping, "exists"));
            return ExitStatus.OK;
        }
        if (confirmation.dryRun) {
            print(new Added(mapping, "would_add"));
            return ExitStatus.OK;
        }
        new Confirmation(context().terminal(), confirmation, false)
                .change("Add tenant " + mapping.tenant().id() + " with the hash "
                        + mapping.tenant().hash() + " to environment "
                        + settings().environment() + "?");
        boolean added = tenants.add(mapping);
        showToQueries();
        print(new Added(mapping, added ? "added" : "exists"));
        return ExitStatus.OK;
    }

    /** The tenant is known by now, whatever comes of this. */
    private void showToQueries() {
        try {
            if (wiring().provision(Duration.ZERO).showTenants()) {
                note("queries over the lake see the tenant");
            }
        } catch (Failure failure) {
            note("queries over the lake do not see the tenant yet: " + failure.what()
                    + "; run 'picasso-analytics provision apply lake'");
        }
    }

    private record Added(TenantMapping mapping, String outcome) implements Answer {
        @Override
        public Map<String, Object> data() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("tenant_id", mapping.tenant().id());
            fields.put("tenant_hash", mapping.tenant().hash());
            fields.put("outcome", outcome);
            return fields;
        }

        @Override
        public void draw(Screen screen) {
            String what = switch (outcome) {
                case "exists" -> "is known already; nothing was changed.";
                case "would_add" -> "would be added.";
                default -> "is added.";
            };
            screen.line(
                    "Tenant " + mapping.tenant().id() + " (" + mapping.tenant().hash() + ") " + what);
        }
    }
}
