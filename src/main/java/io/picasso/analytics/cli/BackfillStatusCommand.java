package io.picasso.analytics.cli;

import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.operation.backfill.FanOut;
import io.picasso.analytics.operation.backfill.RunHistory;
import io.picasso.analytics.port.Runs;
import io.picasso.analytics.wiring.Backfills;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** Shows runs. */
@picocli.CommandLine.Command(
        name = "status",
        description = {
            "Shows the backfill runs of this machine and those on the queue of the environment, the newest first, or one.",
            "A running one tells how it is a few times a second; of a killed one the journal tells."
        },
        footer = {
            "",
            "Example:",
            "  picasso-analytics backfill status",
            "  picasso-analytics backfill status 20251226-091502-7f3a -o json"
        })
final class BackfillStatusCommand extends EnvironmentCommand {
    private static final int MOST = 50;

    @Parameters(paramLabel = "RUN", arity = "0..1", description = "Only this run.")
    @Nullable
    String run;

    @Override
    ExitStatus run() {
        Backfills backfills = wiring().backfills(runsFolder(), context().workingDirectory());
        Runs here = backfills.runs();
        if (run != null) {
            boolean shared = !here.list().contains(run) && backfills.fanOut().knows(run);
            RunHistory one = shared ? backfills.fanOut().history(run) : RunHistory.of(here, run);
            print(new RunsAnswer(List.of(one)));
            return ExitStatus.OK;
        }
        Map<String, Supplier<RunHistory>> runs = new TreeMap<>(Comparator.reverseOrder());
        shared(backfills.fanOut())
                .forEach(name -> runs.put(name, () -> backfills.fanOut().history(name)));
        here.list().forEach(name -> runs.put(name, () -> RunHistory.of(here, name)));
        print(new RunsAnswer(
                runs.values().stream().limit(MOST).map(Supplier::get).toList()));
        return ExitStatus.OK;
    }

    private List<String> shared(FanOut fanOut) {
        try {
            return fanOut.list();
        } catch (Failure failure) {
            note("Runs on the queue are not shown: " + failure.what()
                    + failure.why().map(why -> " (" + why + ")").orElse(""));
            return List.of();
        }
    }
}
