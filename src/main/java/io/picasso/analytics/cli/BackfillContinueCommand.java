package io.picasso.analytics.cli;

import io.picasso.analytics.failure.ExitStatus;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Speaks to a run: continue. */
@picocli.CommandLine.Command(
        name = "continue",
        description = {
            "Lets a paused backfill go on, from another terminal.",
            "A run on the queue has to be named; every worker of it goes on."
        },
        footer = {"", "Example:", "  picasso-analytics backfill continue 20251226-091502-7f3a"})
final class BackfillContinueCommand extends EnvironmentCommand {
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
        new RunSpeech(this).tell(run, (desk, name) -> desk.goOn(name), was -> was.paused(false));
        return ExitStatus.OK;
    }
}
