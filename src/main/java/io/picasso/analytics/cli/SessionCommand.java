package io.picasso.analytics.cli;

import io.picasso.analytics.operation.query.TenantChoice;
import io.picasso.analytics.setting.SettingKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The commands about sessions. */
@picocli.CommandLine.Command(
        name = "session",
        description = "Shows one visitor's session, lists a tenant's sessions, or accounts for their numbers.",
        subcommands = {SessionShowCommand.class, SessionListCommand.class, SessionAccountCommand.class},
        footer = {
            "",
            "Example:",
            "  picasso-analytics session list --range 7d",
            "  picasso-analytics session show sess_lz1k9q2_ab12cd"
        })
final class SessionCommand {
    /** A command that reads the session tables for a tenant. */
    abstract static class OnSessions extends EnvironmentCommand {
        @Option(
                names = "--tenant",
                paramLabel = "TENANT",
                description = "Whose sessions: a tenant's id or hash (setting: tenant).")
        @Nullable
        String tenant;

        /** The tenant that is named by option or setting, as it was written. */
        final Optional<String> namedTenant() {
            return Optional.ofNullable(tenant).or(() -> settings().find(SettingKey.TENANT));
        }

        /** Finds out which tenant is meant. */
        final TenantChoice tenants() {
            return new TenantChoice(wiring().tenants());
        }
    }
}
