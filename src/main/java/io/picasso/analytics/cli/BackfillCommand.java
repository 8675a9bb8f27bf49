package io.picasso.analytics.cli;

/** The commands that bring history into the session tables. */
@picocli.CommandLine.Command(
        name = "backfill",
        description = {
            "Brings history into the session tables, beside live traffic, and accounts for every event of it.",
            "A run can be killed at any moment and resumed; what it wrote can be checked and taken back."
        },
        subcommands = {
            BackfillPlanCommand.class,
            BackfillRunCommand.class,
            BackfillStatusCommand.class,
            BackfillPauseCommand.class,
            BackfillContinueCommand.class,
            BackfillRateCommand.class,
            BackfillResumeCommand.class,
            BackfillVerifyCommand.class,
            BackfillUndoCommand.class,
            BackfillDeferredCommand.class
        },
        footer = {
            "",
            "Example:",
            "  picasso-analytics backfill plan --from 2025-10-01 --to 2025-12-26",
            "  picasso-analytics backfill run --from 2025-10-01 --to 2025-12-26 --rate 500",
            "  picasso-analytics backfill verify --from 2025-10-01 --to 2025-12-26"
        })
final class BackfillCommand {}
