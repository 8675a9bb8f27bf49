package io.picasso.analytics.cli;

import io.picasso.analytics.operation.backfill.FanOut;
import io.picasso.analytics.operation.backfill.RunDesk;
import io.picasso.analytics.operation.backfill.RunHistory;
import io.picasso.analytics.port.Runs;
import io.picasso.analytics.progress.RunWish;
import io.picasso.analytics.wiring.Backfills;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Tells a run what is wanted of it: the process on this machine, or all who work on a run on the queue. */
record RunSpeech(EnvironmentCommand command) {
    /**
     * Tells it and prints how the run is then.
     *
     * @param named the run; none for the newest of this machine
     * @param here tells a process of this machine, and waits until it is heard
     * @param shared makes the wish to many workers from the one before
     */
    void tell(@Nullable String named, BiConsumer<RunDesk, String> here, UnaryOperator<RunWish> shared) {
        Runs runs = Backfills.runsIn(command.runsFolder());
        if (named != null && !runs.list().contains(named)) {
            FanOut fanOut = command.wiring()
                    .backfills(command.runsFolder(), command.context().workingDirectory())
                    .fanOut();
            if (fanOut.knows(named)) {
                command.print(new RunsAnswer(List.of(fanOut.tell(named, shared))));
                command.note("Every worker of the run hears it within two seconds.");
                return;
            }
        }
        String run = new RunChoice(runs, command.settings().environment()).of(named);
        here.accept(new RunDesk(runs), run);
        command.print(new RunsAnswer(List.of(RunHistory.of(runs, run))));
    }
}
