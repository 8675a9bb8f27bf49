package io.picasso.analytics.operation.backfill;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.EventQueue;
import io.picasso.analytics.progress.ErrorBudget;
import io.picasso.analytics.progress.JournalEntry;
import io.picasso.analytics.progress.JournalEntry.Ended;
import io.picasso.analytics.progress.JournalEntry.Outcome;
import io.picasso.analytics.progress.JournalEntry.Started;
import io.picasso.analytics.progress.RunState;
import io.picasso.analytics.progress.RunWish;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Puts the shards of a run on a queue, for as many workers as there are, and tells how far they are. */
public final class FanOut {
    /** The setting that tells a run of many workers, and its value. */
    static final String ON = "on";

    static final String QUEUE = "queue";

    /** The setting with the number of shards. */
    static final String SHARDS = "shards";

    private final LakeRuns runs;
    private final EventQueue queue;
    private final Backfill.Target target;
    private final Function<RunRequest, EventSource> sources;
    private final Clock clock;

    /**
     * What was put on the queue.
     *
     * @param sent shards
     * @param shards of the run, those that are done included
     */
    public record Queued(String run, long sent, long shards) {}

    public FanOut(
            LakeRuns runs,
            EventQueue queue,
            Backfill.Target target,
            Function<RunRequest, EventSource> sources,
            Clock clock) {
        this.runs = runs;
        this.queue = queue;
        this.target = target;
        this.sources = sources;
        this.clock = clock;
    }

    /**
     * Throws what forbids to share this among workers.
     *
     * @throws Failure BAD_USAGE when not every worker can read it, or it has a limit that none of them could keep
     */
    public static void requireShareable(RunRequest request) {
        if (request.source() == RunRequest.Source.FILE) {
            throw Failure.of(FailureCode.BAD_USAGE, "Files cannot be read by workers on other machines")
                    .where("--on queue")
                    .next("Run it here, without --on; or bring the files into the lake with 'process file' first.");
        }
        if (request.dollars().isPresent() || !request.errors().equals(ErrorBudget.UNLIMITED)) {
            throw Failure.of(FailureCode.BAD_USAGE, "Workers cannot keep --max-cost or --max-errors together")
                    .where("--on queue")
                    .why("each knows only its own shards; what all of them spend is known afterwards")
                    .next("Run it here, or without that limit; 'backfill plan' says what it costs at most.");
        }
    }

    /**
     * Starts a run: writes it down, then puts its shards on the queue.
     *
     * @param run its name, new
     */
    public Queued start(String run, RunRequest request) {
        requireShareable(request);
        List<Shard> shards;
        try (EventSource source = sources.apply(request)) {
            shards = Backfill.shards(source);
        }
        // A queue that is not there is noticed before the run is.
        queue.visibility();
        Map<String, String> settings = new HashMap<>(request.settings());
        settings.putAll(target.settings());
        settings.put(ON, QUEUE);
        settings.put(SHARDS, Integer.toString(shards.size()));
        runs.create(new Started(run, clock.instant(), settings), shards);
        return send(run, shards, shards.size());
    }

    /** Whether there is such a run among those of many workers. */
    public boolean knows(String run) {
        return runs.find(run).isPresent();
    }

    /**
     * Puts the shards that are not done on the queue again. One that is worked on meanwhile is not harmed.
     *
     * @throws Failure when there is no such run, it is complete, or belongs to other tables
     */
    public Queued resume(String run) {
        target.requireSame(started(run));
        if (runs.undone(run).isPresent()) {
            throw Failure.of(FailureCode.INVALID_INPUT, "The run was undone")
                    .where(run)
                    .next("Start a new one.");
        }
        List<Shard> shards = runs.shards(run);
        Set<String> finished = runs.finished(run);
        List<Shard> open =
                shards.stream().filter(s -> !finished.contains(s.name())).toList();
        if (open.isEmpty()) {
            throw Failure.of(FailureCode.INVALID_INPUT, "The run is complete: there is nothing to resume")
                    .where(run)
                    .next("Check it with 'picasso-analytics backfill verify', or start a new one.");
        }
        return send(run, open, shards.size());
    }

    /**
     * Leaves a wish for all workers of a run. Each hears it within a second or two; nobody waits for that here.
     *
     * @param change makes it from the wish before
     * @return the run as it is then
     * @throws Failure when there is no such run, it is complete, or was taken back
     */
    public RunHistory tell(String run, UnaryOperator<RunWish> change) {
        RunHistory history = history(run);
        if (history.undone().isPresent() || history.ended().isPresent()) {
            throw Failure.of(FailureCode.NOT_FOUND, "Nobody works on this run any more")
                    .where(run)
                    .next("See how it ended with 'picasso-analytics backfill status " + run + "'.");
        }
        runs.leave(run, change.apply(runs.wish(run)));
        return history(run);
    }

    /**
     * Takes back what all workers wrote. Nobody begins a shard of the run from now on; a worker in the midst of one has
     * to be stopped first.
     *
     * @param dryRun whether nothing is changed
     * @param undo takes back what the journal says it is given
     */
    public BackfillUndo.Report undo(
            String run, boolean dryRun, Function<Consumer<Consumer<JournalEntry>>, BackfillUndo.Report> undo) {
        target.requireSame(started(run));
        if (!dryRun) {
            runs.undo(run, clock.instant());
        }
        return undo.apply(reader -> runs.readAll(run, reader));
    }

    /** The runs, the newest first. */
    public List<String> list() {
        return runs.list();
    }

    /** What is known of a run. */
    public RunHistory history(String run) {
        Started started = started(run);
        RunState state = new RunState();
        runs.readProgress(run, started, state::add);
        boolean complete = state.finishedShards() >= runs.shards(run).size();
        return new RunHistory(
                run,
                Optional.of(started.at()),
                started.settings(),
                OptionalLong.empty(),
                complete ? Optional.of(new Ended(started.at(), Outcome.COMPLETE, "")) : Optional.empty(),
                runs.undone(run),
                Optional.of(runs.wish(run)),
                complete && state.counts().notYetWritten(state.written()) > 0
                        ? state.counts().settled(state.written())
                        : state.counts(),
                state.written(),
                state.finishedShards(),
                Optional.empty());
    }

    private Queued send(String run, List<Shard> shards, long all) {
        queue.send(shards.stream()
                .map(shard -> new ShardMessage(run, shard.name()).text())
                .toList());
        return new Queued(run, shards.size(), all);
    }

    private Started started(String run) {
        return runs.find(run)
                .orElseThrow(() -> Failure.of(FailureCode.NOT_FOUND, "There is no backfill run '" + run + "'")
                        .next("See which runs there are with 'picasso-analytics backfill status'."));
    }
}
