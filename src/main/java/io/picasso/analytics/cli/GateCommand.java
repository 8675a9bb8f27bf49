package io.picasso.analytics.cli;

/** The commands of the gates. */
@picocli.CommandLine.Command(
        name = "gate",
        description = {
            "Proves a rollout phase by phase: each check is measured in the environment, with sessions of two tenants of"
                    + " its own that are removed again, and what was found is kept as evidence.",
            "A phase passes when every check of it passes. No data, a check that was left out, or a run that was cut"
                    + " short is never a pass."
        },
        subcommands = {
            GateListCommand.class,
            GateRunCommand.class,
            GateStatusCommand.class,
            GateHistoryCommand.class,
            GateReportCommand.class,
            GateVerifyCommand.class
        },
        footer = {
            "",
            "Example:",
            "  picasso-analytics gate run 1",
            "  picasso-analytics gate run 4 --watch 15m --auto-rollback --env production",
            "  picasso-analytics gate report --format html --out gates.html"
        })
final class GateCommand {}
