package io.picasso.analytics.cli;

import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.operation.backfill.RunDesk;
import io.picasso.analytics.operation.backfill.RunHistory;
import io.picasso.analytics.port.Runs;
import io.picasso.analytics.wiring.Backfills;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** Speaks to a run: another rate. */
@picocli.CommandLine.Command(
        name = "rate",
        description = "Gives a running backfill another rate, from another terminal.",
        footer = {
            "",
            "Example:",
            "  picasso-analytics backfill rate 200",
            "  picasso-analytics backfill rate none 20251226-091502-7f3a"
        })
final class BackfillRateCommand extends Command {
    @Parameters(
            index = "0",
            paramLabel = "WCU/s",
            description = "Write units a second at most; 'none' for as many as the table takes.")
    String rate = "";

    @Parameters(
            index = "1",
            paramLabel = "RUN",
            arity = "0..1",
            description = "The run; the newest of this environment where none is given.")
    @Nullable
    String run;

    @Override
    ExitStatus run() {
        OptionalDouble units = rate.equals("none") ? OptionalDouble.empty() : SourceOptions.rate("WCU/s", rate);
        Runs runs = Backfills.runsIn(runsFolder());
        String name = new RunChoice(runs, settings().environment()).of(run);
        new RunDesk(runs).rate(name, units);
        print(new RunsAnswer(List.of(RunHistory.of(runs, name))));
        return ExitStatus.OK;
    }
}
