package io.picasso.analytics.cli;

import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.operation.backfill.RunDesk;
import io.picasso.analytics.operation.backfill.RunHistory;
import io.picasso.analytics.port.Runs;
import io.picasso.analytics.wiring.Backfills;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** Speaks to a run: continue. */
@picocli.CommandLine.Command(
        name = "continue",
        description = "Lets a paused backfill go on, from another terminal.",
        footer = {"", "Example:", "  picasso-analytics backfill continue 20251226-091502-7f3a"})
final class BackfillContinueCommand extends Command {
    @Parameters(
            paramLabel = "RUN",
            arity = "0..1",
            description = "The run; the newest of this environment where none is given.")
    @Nullable
    String run;

    @Override
    ExitStatus run() {
        Runs runs = Backfills.runsIn(runsFolder());
        String name = new RunChoice(runs, settings().environment()).of(run);
        new RunDesk(runs).goOn(name);
        print(new RunsAnswer(List.of(RunHistory.of(runs, name))));
        return ExitStatus.OK;
    }
}
