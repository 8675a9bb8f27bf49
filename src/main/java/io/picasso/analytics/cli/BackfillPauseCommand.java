package io.picasso.analytics.cli;

import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.operation.backfill.RunDesk;
import io.picasso.analytics.operation.backfill.RunHistory;
import io.picasso.analytics.port.Runs;
import io.picasso.analytics.wiring.Backfills;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** Speaks to a run: pause. */
@picocli.CommandLine.Command(
        name = "pause",
        description = "Lets a running backfill wait, from another terminal. What is under way comes to its end first.",
        footer = {"", "Example:", "  picasso-analytics backfill pause 20251226-091502-7f3a"})
final class BackfillPauseCommand extends Command {
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
        new RunDesk(runs).pause(name);
        print(new RunsAnswer(List.of(RunHistory.of(runs, name))));
        return ExitStatus.OK;
    }
}
