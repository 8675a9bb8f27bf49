package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.port.TenantRegistry.Listing;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists all tenants. */
@picocli.CommandLine.Command(
        name = "list",
        description = "Lists every tenant of the environment with its id and hash.",
        footer = {"", "Example:", "  picasso-analytics tenant list -o json --query 'tenants[].tenant_id'"})
final class TenantListCommand extends TenantCommand.OnTenants {
    @Override
    ExitStatus run() {
        print(new Tenants(tenants().list()));
        return ExitStatus.OK;
    }

    private record Tenants(Listing listing) implements Answer {
        @Override
        public Map<String, Object> data() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put(
                    "tenants",
                    listing.tenants().stream().map(TenantCommand::fields).toList());
            fields.put("unreadable", listing.unreadable());
            return fields;
        }

        @Override
        public Optional<String> rows() {
            return Optional.of("tenants");
        }

        @Override
        public void draw(Screen screen) {
            if (listing.tenants().isEmpty()) {
                screen.line("No tenants. Add one with 'picasso-analytics tenant add ID'.");
            } else {
                List<List<String>> rows = listing.tenants().stream()
                        .map(mapping -> List.of(
                                mapping.tenant().id(),
                                mapping.tenant().hash(),
                                mapping.createdAt().map(Instant::toString).orElse("")))
                        .toList();
                screen.table(List.of("TENANT", "HASH", "CREATED"), rows);
            }
            listing.unreadable().forEach(key -> screen.line(screen.toned(Tone.WARNING, "cannot be read: " + key)));
        }
    }
}
