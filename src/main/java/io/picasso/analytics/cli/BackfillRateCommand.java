package io.picasso.analytics.cli;

import io.picasso.analytics.failure.ExitStatus;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Speaks to a run: another rate. */
@picocli.CommandLine.Command(
        name = "rate",
        description = {
            "Gives a running backfill another rate, from another terminal. 'backfill resume' keeps it.",
            "A run on the queue has to be named; there the rate holds for each process by itself."
        },
        footer = {
            "",
            "Example:",
            "  picasso-analytics backfill rate 200",
            "  picasso-analytics backfill rate none 20251226-091502-7f3a"
        })
final class BackfillRateCommand extends EnvironmentCommand {
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

    @Mixin
    NothingToConfirm confirmation = new NothingToConfirm();

    @Override
    ExitStatus run() {
        OptionalDouble units = rate.equals("none") ? OptionalDouble.empty() : SourceOptions.rate("WCU/s", rate);
        new RunSpeech(this).tell(run, (desk, name) -> desk.rate(name, units), was -> was.withRate(units));
        return ExitStatus.OK;
    }
}
