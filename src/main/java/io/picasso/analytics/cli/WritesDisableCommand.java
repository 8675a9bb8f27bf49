package io.picasso.analytics.cli;

import io.picasso.analytics.change.ChangeKind;
import picocli.CommandLine.Option;

/** Switches writing off. */
@picocli.CommandLine.Command(
        name = "disable",
        description = {
            "Stops the deployed processor from writing the session tables: sets DYNAMODB_WRITE_ENABLED=false.",
            "Events go on into the lake; 'backfill run' fills the tables afterwards. 'rollback undo' takes it back."
        },
        footer = {"", "Example:", "  picasso-analytics writes disable --reason maintenance --env staging"})
final class WritesDisableCommand extends SwitchCommand {
    @Option(
            names = "--no-record",
            description = "Switch off even where the record of it cannot be written; it is not written then.")
    boolean noRecord;

    @Override
    ChangeKind kind() {
        return ChangeKind.DISABLE;
    }

    @Override
    boolean recorded() {
        return !noRecord;
    }
}
