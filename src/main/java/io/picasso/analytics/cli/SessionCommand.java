package io.picasso.analytics.cli;

import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.query.TenantChoice;
import io.picasso.analytics.session.Outcome;
import io.picasso.analytics.setting.SettingKey;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The commands about sessions. */
@picocli.CommandLine.Command(
        name = "session",
        description =
                "Shows one visitor's session, follows one while it happens, lists, compares and exports sessions, or accounts for their numbers.",
        subcommands = {
            SessionShowCommand.class,
            SessionListCommand.class,
            SessionFollowCommand.class,
            SessionDiffCommand.class,
            SessionExportCommand.class,
            SessionAccountCommand.class
        },
        footer = {
            "",
            "Example:",
            "  picasso-analytics session list --range 7d",
            "  picasso-analytics session show sess_lz1k9q2_ab12cd"
        })
final class SessionCommand {
    /**
     * A session's id as it was typed.
     *
     * @throws Failure INVALID_INPUT when it is none
     */
    static SessionId id(String text) {
        return SessionId.parse(text)
                .orElseThrow(() -> Failure.of(FailureCode.INVALID_INPUT, "'" + text + "' is not a session id")
                        .why("a session id is 1 to " + SessionId.MAX_LENGTH + " letters, digits, '_' or '-'"));
    }

    /**
     * An outcome as it was typed.
     *
     * @throws Failure INVALID_INPUT when there is none of that name
     */
    static Outcome outcome(String text) {
        return Outcome.parse(text)
                .orElseThrow(() -> Failure.of(FailureCode.INVALID_INPUT, "'" + text + "' is not an outcome")
                        .where("--outcome")
                        .why("the outcomes are "
                                + Arrays.stream(Outcome.values())
                                        .map(Outcome::label)
                                        .collect(Collectors.joining(", "))
                                + ", and conversation as another name of browsing"));
    }

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
