package io.picasso.analytics.cli;

import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.operation.backfill.BackfillUndo;
import io.picasso.analytics.wiring.Backfills;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes a run back. */
@picocli.CommandLine.Command(
        name = "undo",
        description = {
            "Takes back what a run wrote, and only that: events that were not there before it and are as it left them."
                    + " Summaries become the fold of what is left; where nothing is left they go, with the anchors this"
                    + " run had fixed.",
            "What somebody changed since stays, and is counted. The lake is not touched. Killed in between, run it"
                    + " again. Not meant for sessions that visitors are in at this moment."
        },
        footer = {
            "",
            "Example:",
            "  picasso-analytics backfill undo 20251226-091502-7f3a --dry-run",
            "  picasso-analytics backfill undo 20251226-091502-7f3a"
        })
final class BackfillUndoCommand extends EnvironmentCommand {
    @Parameters(
            paramLabel = "RUN",
            arity = "0..1",
            description = "The run; the newest of this environment where none is given.")
    @Nullable
    String run;

    @Mixin
    ConfirmationOptions confirmation = new ConfirmationOptions();

    @Override
    ExitStatus run() {
        Backfills backfills = wiring().backfills(runsFolder(), context().workingDirectory());
        boolean shared = run != null
                && !backfills.runs().list().contains(run)
                && backfills.fanOut().knows(run);
        String name = run != null && shared
                ? run
                : new RunChoice(backfills.runs(), settings().environment()).of(run);
        if (!confirmation.dryRun) {
            confirmation(confirmation).delete("what the run wrote", name);
        }
        BackfillUndo.Report report;
        try (Interruption.Registration ending = context().interruption().onInterrupt(() -> note("Finishing ..."));
                Progress progress = progress("events", OptionalLong.empty())) {
            BooleanSupplier stop = context().interruption()::requested;
            LongConsumer listener = more -> progress.advance(more, 0);
            report = shared
                    ? backfills.undoShared(name, confirmation.dryRun, stop, listener)
                    : backfills.undo(name, confirmation.dryRun, stop, listener);
        }
        print(new UndoAnswer(name, confirmation.dryRun, report));
        return ExitStatus.OK;
    }
}
