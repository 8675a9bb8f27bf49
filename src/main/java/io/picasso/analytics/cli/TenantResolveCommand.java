package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.tenant.TenantMapping;
import java.util.Map;
import picocli.CommandLine.Parameters;

/** Finds one tenant. */
@picocli.CommandLine.Command(
        name = "resolve",
        description = {
            "Finds a tenant by its id or its hash, and prints both.",
            "The stored mapping decides. Ends with status 5 when there is none."
        },
        footer = {"", "Example:", "  picasso-analytics tenant resolve fo85e6a06dcdf4"})
final class TenantResolveCommand extends TenantCommand.OnTenants {
    @Parameters(paramLabel = "ID_OR_HASH", description = "The tenant's id or hash.")
    String tenant = "";

    @Override
    ExitStatus run() {
        print(new Found(tenants().resolve(tenant)));
        return ExitStatus.OK;
    }

    private record Found(TenantMapping mapping) implements Answer {
        @Override
        public Map<String, Object> data() {
            return TenantCommand.fields(mapping);
        }

        @Override
        public void draw(Screen screen) {
            screen.line(mapping.tenant().id() + "  " + mapping.tenant().hash());
        }
    }
}
