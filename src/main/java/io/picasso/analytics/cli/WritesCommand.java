package io.picasso.analytics.cli;

/** The commands of the switch. */
@picocli.CommandLine.Command(
        name = "writes",
        description = {
            "Switches whether the deployed processor writes the session tables.",
            "The lake is written always. One variable of the function's environment is changed; the others stay."
        },
        subcommands = {WritesEnableCommand.class, WritesDisableCommand.class, WritesStatusCommand.class},
        footer = {
            "",
            "Example:",
            "  picasso-analytics writes status",
            "  picasso-analytics writes enable --reason 'phase 4' --env staging"
        })
final class WritesCommand {}
