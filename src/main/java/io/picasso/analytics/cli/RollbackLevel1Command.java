package io.picasso.analytics.cli;

import io.picasso.analytics.change.ChangeKind;
import picocli.CommandLine.Option;

/** Stops writing the tables because of an incident. */
@picocli.CommandLine.Command(
        name = "level1",
        description = {
            "Sets DYNAMODB_WRITE_ENABLED=false in the deployed processor, waits until it is in force, reads it back.",
            "Every other variable stays as it is; a change by somebody else in between is refused, never merged.",
            "What is in the tables stays readable. 'rollback undo' takes it back."
        },
        footer = {
            "",
            "Example:",
            "  picasso-analytics rollback level1 --reason 'latency above 500 ms' --yes --env production"
        })
final class RollbackLevel1Command extends SwitchCommand {
    @Option(
            names = "--no-record",
            description = "Switch off even where the record of it cannot be written; it is not written then.")
    boolean noRecord;

    @Override
    ChangeKind kind() {
        return ChangeKind.LEVEL1;
    }

    @Override
    boolean recorded() {
        return !noRecord;
    }
}
