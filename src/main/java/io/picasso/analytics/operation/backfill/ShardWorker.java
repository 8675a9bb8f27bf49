package io.picasso.analytics.operation.backfill;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.RejectedRecords;
import io.picasso.analytics.port.SessionStore;
import io.picasso.analytics.progress.JournalEntry.Started;
import io.picasso.analytics.progress.RunState;
import io.picasso.analytics.session.Retention;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Works on one shard of a run of many workers, from where its journal ends. Safe for many threads. */
public final class ShardWorker {
    /** What became of a shard. */
    public enum Result {
        FINISHED,
        /** Somebody had finished it before, or the run was taken back. */
        WAS_FINISHED,
        /** It was to stop; the journal says how far it is. */
        INTERRUPTED
    }

    private final LakeRuns runs;
    private final Backfill.Target target;
    private final Function<RunRequest, EventSource> sources;
    private final Retention retention;
    private final Clock clock;

    public ShardWorker(
            LakeRuns runs,
            Backfill.Target target,
            Function<RunRequest, EventSource> sources,
            Retention retention,
            Clock clock) {
        this.runs = runs;
        this.target = target;
        this.sources = sources;
        this.retention = retention;
        this.clock = clock;
    }

    /**
     * Works on a shard until it is done.
     *
     * @param sharing shards that this process works on at once; the run's rate and memory are divided among them
     * @throws Failure NOT_FOUND when there is no such run or shard, BAD_USAGE when it belongs to other tables, and what
     *     ended the work otherwise; it can be gone on with
     */
    Result work(ShardMessage message, int sharing, BooleanSupplier stop) {
        String run = message.run();
        Started started = runs.find(run)
                .orElseThrow(() -> Failure.of(FailureCode.NOT_FOUND, "There is no backfill run of that name")
                        .where(run));
        target.requireSame(started);
        Shard shard = runs.shards(run).stream()
                .filter(s -> s.name().equals(message.shard()))
                .findFirst()
                .orElseThrow(() -> Failure.of(FailureCode.NOT_FOUND, "The backfill run has no shard of that name")
                        .where(message.shard()));
        if (runs.isFinished(run, shard) || runs.undone(run).isPresent()) {
            return Result.WAS_FINISHED;
        }
        return work(started, shard, RunRequest.of(started.settings()).share(sharing), sharing, new Ending(stop));
    }

    private Result work(Started started, Shard shard, RunRequest request, int sharing, Ending ending) {
        Pace pace = new Pace(request.rate(), System::nanoTime);
        pace.stopWhen(ending::isWanted);
        try (WishListener wishes = new WishListener(runs, started.run(), sharing, pace);
                LakeJournal journal = runs.journal(started.run(), shard, name());
                RejectedRecords bad = runs.bad(started.run(), shard, journal.attempt());
                EventSource source = sources.apply(request)) {
            wishes.listen();
            RunState state = new RunState();
            state.add(started);
            journal.read(state::add);
            Ledger ledger = new Ledger(journal, bad, pace, state.written());
            SessionStore store = target.tables().apply(pace);
            BackfillRun work = new BackfillRun(
                    source,
                    request.selection(),
                    new ParcelWriter(store, retention, journal, Backfill.Target.readsBack(started)),
                    journal,
                    state,
                    ledger,
                    request.limits(1),
                    retention,
                    clock,
                    ending);
            work.work(List.of(shard));
            if (work.shardsDone() == 0) {
                ending.reason().ifPresent(reason -> {
                    throw reason.failure();
                });
                return Result.INTERRUPTED;
            }
            runs.finish(started.run(), shard, ledger.lines());
            return Result.FINISHED;
        }
    }

    /** Of an attempt; never twice. */
    private static String name() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
