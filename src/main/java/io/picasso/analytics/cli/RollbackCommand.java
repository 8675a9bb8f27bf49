package io.picasso.analytics.cli;

/** The commands of the rollback. */
@picocli.CommandLine.Command(
        name = "rollback",
        description = {
            "Takes the session tables out of use: level 1 stops writing them, level 2 deletes them.",
            "The lake is never touched; the tables can be filled from it again."
        },
        subcommands = {
            RollbackLevel1Command.class,
            RollbackLevel2Command.class,
            RollbackUndoCommand.class,
            RollbackStatusCommand.class
        },
        footer = {
            "",
            "Example:",
            "  picasso-analytics rollback level1 --reason 'latency above 500 ms' --env production",
            "  picasso-analytics rollback status --env production"
        })
final class RollbackCommand {}
