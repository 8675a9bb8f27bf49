package io.picasso.analytics.cli;

import io.picasso.analytics.failure.ExitStatus;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Speaks to a run: pause. */
@picocli.CommandLine.Command(
        name = "pause",
        description = {
            "Lets a running backfill wait, from another terminal. What is under way comes to its end first.",
            "A run on the queue has to be named; every worker of it waits, until 'backfill continue'."
        },
        footer = {"", "Example:", "  picasso-analytics backfill pause 20251226-091502-7f3a"})
final class BackfillPauseCommand extends EnvironmentCommand {
    @Parameters(
            paramLabel = "RUN",
            arity = "0..1",
            description = "The run; the newest of this environment where none is given.")
    @Nullable
    String run;

    @Mixin
    NothingToConfirm confirmation = new NothingToConfirm();

    @Override
    ExitStatus run() {
        new RunSpeech(this).tell(run, (desk, name) -> desk.pause(name), was -> was.paused(true));
        return ExitStatus.OK;
    }
}
