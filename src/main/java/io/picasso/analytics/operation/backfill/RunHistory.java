package io.picasso.analytics.operation.backfill;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.Journal;
import io.picasso.analytics.port.Runs;
import io.picasso.analytics.progress.JournalEntry.Ended;
import io.picasso.analytics.progress.JournalEntry.Outcome;
import io.picasso.analytics.progress.JournalEntry.Started;
import io.picasso.analytics.progress.LineCounts;
import io.picasso.analytics.progress.RunState;
import io.picasso.analytics.progress.RunStatus;
import io.picasso.analytics.progress.RunWish;
import io.picasso.analytics.progress.WriteCounts;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of a run.
 *
 * @param worker the process that works on it; empty when none does
 * @param ended how its last process ended; empty while one works on it, and when it was killed
 * @param wish what is wished of all who work on it; empty for a run of one process, which tells in its status
 * @param status what it last told of itself; empty when it never did
 */
public record RunHistory(
        String run,
        Optional<Instant> startedAt,
        Map<String, String> settings,
        OptionalLong worker,
        Optional<Ended> ended,
        Optional<Instant> undone,
        Optional<RunWish> wish,
        LineCounts counts,
        WriteCounts written,
        long shardsDone,
        Optional<RunStatus> status) {
    /** How a run is, in a word. */
    public enum State {
        RUNNING,
        PAUSED,
        STOPPING,
        COMPLETE,
        INTERRUPTED,
        LIMIT,
        FAILED,
        KILLED,
        UNDONE
    }

    /** Reads what is known of a run. */
    public static RunHistory of(Runs runs, String run) {
        RunState state = new RunState();
        OptionalLong worker = runs.worker(run);
        runs.read(run, state::add);
        return new RunHistory(
                run,
                state.started().map(Started::at),
                state.started().map(Started::settings).orElse(Map.of()),
                worker,
                state.ended(),
                state.undone(),
                Optional.empty(),
                state.ended().filter(e -> e.outcome() == Outcome.COMPLETE).isPresent()
                        ? state.counts().settled(state.written())
                        : state.counts(),
                state.written(),
                state.finishedShards(),
                runs.status(run));
    }

    /**
     * How a run began.
     *
     * @throws Failure NOT_FOUND when it was killed before it did
     */
    public static Started started(Journal journal, String run) {
        RunState state = new RunState();
        journal.read(entry -> {
            if (entry instanceof Started) {
                state.add(entry);
            }
        });
        return state.started()
                .orElseThrow(() -> Failure.of(FailureCode.NOT_FOUND, "The run was killed before it began")
                        .where(run)
                        .next("Start a new one: nothing was written."));
    }

    public State state() {
        if (worker.isPresent()) {
            return status.map(RunStatus::state)
                    .map(told -> switch (told) {
                        case PAUSED -> State.PAUSED;
                        case STOPPING -> State.STOPPING;
                        case RUNNING, ENDED -> State.RUNNING;
                    })
                    .orElse(State.RUNNING);
        }
        if (undone.isPresent()) {
            return State.UNDONE;
        }
        State open =
                wish.filter(RunWish::paused).isPresent() ? State.PAUSED : isShared() ? State.RUNNING : State.KILLED;
        return ended.map(e -> State.valueOf(e.outcome().name())).orElse(open);
    }

    /** Whether it failed before anything was read. */
    public boolean neverBegan() {
        return state() == State.FAILED && counts.lines() == 0 && written.equals(WriteCounts.ZERO);
    }

    /** Whether its shards are on a queue, for many workers; then nobody knows whether one is working right now. */
    public boolean isShared() {
        return FanOut.QUEUE.equals(settings.get(FanOut.ON));
    }

    /** How many shards it has; empty when that is not known. */
    public Optional<Long> shards() {
        return status.map(RunStatus::shards)
                .or(() -> Optional.ofNullable(settings.get(FanOut.SHARDS)).map(Long::valueOf));
    }

    /** The environment it writes to. */
    public String environment() {
        return settings.getOrDefault("environment", "");
    }
}
