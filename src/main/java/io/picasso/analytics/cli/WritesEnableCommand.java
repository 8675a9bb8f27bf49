package io.picasso.analytics.cli;

import io.picasso.analytics.change.ChangeKind;

/** Switches writing on. */
@picocli.CommandLine.Command(
        name = "enable",
        description = {
            "Lets the deployed processor write the session tables: sets DYNAMODB_WRITE_ENABLED=true.",
            "Refused while the tables are not there. 'rollback undo' takes it back."
        },
        footer = {"", "Example:", "  picasso-analytics writes enable --reason 'phase 4' --env staging"})
final class WritesEnableCommand extends SwitchCommand {
    @Override
    ChangeKind kind() {
        return ChangeKind.ENABLE;
    }
}
