package io.picasso.analytics.cli;

import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.backfill.FanOut;
import io.picasso.analytics.operation.backfill.RunReport;
import io.picasso.analytics.progress.ErrorBudget;
import io.picasso.analytics.wiring.Backfills;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Goes on with a run. */
@picocli.CommandLine.Command(
        name = "resume",
        description = {
            "Goes on with a run that was killed, stopped, or has failed, where its journal ends. Nothing is written twice.",
            "Its limits can be changed; everything else is as it was started.",
            "Of a run on the queue, which has to be named, the shards that are not done are sent again."
        },
        footer = {"", "Example:", "  picasso-analytics backfill resume 20251226-091502-7f3a --rate 200"})
final class BackfillResumeCommand extends EnvironmentCommand {
    @Parameters(
            paramLabel = "RUN",
            arity = "0..1",
            description = "The run; the newest of this environment where none is given.")
    @Nullable
    String run;

    @Option(names = "--rate", paramLabel = "WCU/s", description = "Another rate, in write units a second.")
    @Nullable
    String rate;

    @Option(names = "--max-errors", paramLabel = "N|N%", description = "Another limit of rejected records.")
    @Nullable
    String maxErrors;

    @Option(names = "--max-cost", paramLabel = "DOLLARS", description = "Another limit of what all writes cost.")
    @Nullable
    String maxCost;

    @Option(
            names = {"-y", "--yes"},
            description = "Accepted, as with every command that changes something; nothing is asked.")
    boolean yes;

    @Override
    ExitStatus run() {
        OptionalDouble units = SourceOptions.rate("--rate", rate);
        Optional<ErrorBudget> errors = Optional.ofNullable(maxErrors).map(ErrorBudget::parse);
        OptionalDouble dollars = SourceOptions.dollars(maxCost);
        Backfills backfills = wiring().backfills(runsFolder(), context().workingDirectory());
        if (run != null
                && !backfills.runs().list().contains(run)
                && backfills.fanOut().knows(run)) {
            return sendAgain(backfills.fanOut(), run);
        }
        String name = new RunChoice(backfills.runs(), settings().environment()).of(run);
        try (RunDisplay display = new RunDisplay(this, name)) {
            RunReport report = backfills
                    .backfill()
                    .resume(name, was -> was.with(units, errors, dollars), display::isStopped, display::show);
            display.close();
            return RunAnswer.print(this, report);
        }
    }

    private ExitStatus sendAgain(FanOut fanOut, String shared) {
        if (rate != null || maxErrors != null || maxCost != null) {
            throw Failure.of(FailureCode.BAD_USAGE, "The limits of a run on the queue cannot be changed")
                    .where(shared)
                    .next("Resume it as it was started, or start a new one: nothing is written twice.");
        }
        print(new QueuedAnswer(fanOut.resume(shared), settings().environment()));
        return ExitStatus.OK;
    }
}
