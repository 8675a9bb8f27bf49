package io.picasso.analytics.cli;

/** The commands about alarms. */
@picocli.CommandLine.Command(
        name = "alarms",
        description = {
            "Alarms on queues, functions, tables and what the processor counts, declared once and set as declared.",
            "On the embedded stack they are evaluated when they are looked at, out of the functions' own metrics."
        },
        subcommands = {AlarmsPlanCommand.class, AlarmsApplyCommand.class, AlarmsStatusCommand.class},
        footer = {
            "",
            "Example:",
            "  picasso-analytics alarms apply --dry-run --env staging",
            "  picasso-analytics alarms status"
        })
final class AlarmsCommand {}
