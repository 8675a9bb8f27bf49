package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.operation.access.TokenDesk;
import io.picasso.analytics.operation.access.TokenDesk.Minted;
import io.picasso.analytics.operation.query.TenantChoice;
import io.picasso.analytics.setting.SettingKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Makes a token. */
@picocli.CommandLine.Command(
        name = "mint",
        description = {
            "Makes a token with which a tenant's data can be read through the API, and prints it, nothing else.",
            "It is signed with the environment's own key: a file of this machine in the environment 'local', a secret of"
                    + " Secrets Manager elsewhere. Whoever has it is taken for the tenant until it ends."
        },
        footer = {
            "",
            "Example:",
            "  picasso-analytics token mint --tenant DEM000001 --email ada@example.org --ttl 8h",
            "  curl -H \"Authorization: Bearer $(picasso-analytics token mint)\" http://127.0.0.1:8787/sessions/list"
        })
final class TokenMintCommand extends EnvironmentCommand {
    @Option(
            names = "--tenant",
            paramLabel = "TENANT",
            description = "Whose data: a tenant's id or hash (setting: tenant). Default: the environment's only one.")
    @Nullable
    String tenant;

    @Option(names = "--email", paramLabel = "ADDRESS", description = "Who it is for; kept with what is changed by it.")
    @Nullable
    String email;

    @Option(
            names = "--ttl",
            paramLabel = "SPAN",
            defaultValue = "8h",
            description = "How long it holds, at most 30d (default: ${DEFAULT-VALUE}).")
    String ttl = "8h";

    @Override
    ExitStatus run() {
        Optional<String> named = Optional.ofNullable(tenant).or(() -> settings().find(SettingKey.TENANT));
        Tenant owner = new TenantChoice(wiring().tenants()).choose(named);
        TokenDesk desk = wiring().dashboard().tokenDesk();
        Minted minted = desk.mint(owner, Optional.ofNullable(email), Lifetime.parse("--ttl", ttl));
        note("A token for tenant " + owner.id() + ", until " + UtcTime.format(minted.expiresAt()));
        print(new Shown(minted));
        return ExitStatus.OK;
    }

    private record Shown(Minted minted) implements Answer {
        @Override
        public Map<String, Object> data() {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("token", minted.text());
            data.put("tenant_id", minted.tenant().id());
            data.put("tenant_hash", minted.tenant().hash());
            data.put("email", minted.email().orElse(null));
            data.put("issued_at", UtcTime.format(minted.issuedAt()));
            data.put("expires_at", UtcTime.format(minted.expiresAt()));
            return data;
        }

        @Override
        public void draw(Screen screen) {
            screen.line(minted.text());
        }
    }
}
