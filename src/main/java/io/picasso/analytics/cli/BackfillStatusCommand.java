package io.picasso.analytics.cli;

import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.operation.backfill.RunHistory;
import io.picasso.analytics.port.Runs;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** Shows runs. */
@picocli.CommandLine.Command(
        name = "status",
        description = {
            "Shows the backfill runs of this machine, the newest first, or one of them.",
            "A running one tells how it is a few times a second; of a killed one the journal tells."
        },
        footer = {
            "",
            "Example:",
            "  picasso-analytics backfill status",
            "  picasso-analytics backfill status 20251226-091502-7f3a -o json"
        })
final class BackfillStatusCommand extends Command {
    private static final int MOST = 50;

    @Parameters(paramLabel = "RUN", arity = "0..1", description = "Only this run.")
    @Nullable
    String run;

    @Override
    ExitStatus run() {
        Runs runs = io.picasso.analytics.wiring.Backfills.runsIn(runsFolder());
        List<String> names = run == null ? runs.list().stream().limit(MOST).toList() : List.of(run);
        print(new RunsAnswer(
                names.stream().map(name -> RunHistory.of(runs, name)).toList()));
        return ExitStatus.OK;
    }
}
