package io.picasso.analytics.operation.backfill;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.Runs;
import io.picasso.analytics.port.Runs.OpenRun;
import io.picasso.analytics.port.SessionRows;
import io.picasso.analytics.port.SessionStore;
import io.picasso.analytics.port.WritePace;
import io.picasso.analytics.progress.JournalEntry.Ended;
import io.picasso.analytics.progress.JournalEntry.Outcome;
import io.picasso.analytics.progress.JournalEntry.Resumed;
import io.picasso.analytics.progress.JournalEntry.Started;
import io.picasso.analytics.progress.LineCounts;
import io.picasso.analytics.progress.RunState;
import io.picasso.analytics.progress.RunStatus;
import io.picasso.analytics.progress.RunWish;
import io.picasso.analytics.session.Retention;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Starts runs and goes on with them. */
public final class Backfill {
    private static final String ENVIRONMENT = "environment";
    private static final String EVENTS_TABLE = "events_table";
    private static final String SUMMARIES_TABLE = "summaries_table";
    private static final String READ_BACK = "read_back";

    private final Runs runs;
    private final Target target;
    private final Function<RunRequest, EventSource> sources;
    private final Retention retention;
    private final Clock clock;

    /**
     * Where runs write.
     *
     * @param tables makes the session tables, written at a pace
     * @param rows the rows of the same tables
     */
    public record Target(
            String environment,
            String eventsTable,
            String summariesTable,
            Function<WritePace, SessionStore> tables,
            Supplier<SessionRows> rows) {
        /** What a run that starts now has to remember of it. */
        Map<String, String> settings() {
            // Rows of writers before us have no anchor that would tell of them.
            boolean readBack = rows.get().hasEvents();
            return Map.of(
                    ENVIRONMENT, environment,
                    EVENTS_TABLE, eventsTable,
                    SUMMARIES_TABLE, summariesTable,
                    READ_BACK, Boolean.toString(readBack));
        }

        /** Whether there may have been rows without an anchor when the run started. */
        static boolean readsBack(Started started) {
            return Boolean.parseBoolean(started.settings().getOrDefault(READ_BACK, "true"));
        }

        /** Throws BAD_USAGE when the run was started on another target. */
        public void requireSame(Started started) {
            requireSame(started, ENVIRONMENT, environment);
            requireSame(started, EVENTS_TABLE, eventsTable);
            requireSame(started, SUMMARIES_TABLE, summariesTable);
        }

        private static void requireSame(Started started, String setting, String now) {
            String then = started.settings().getOrDefault(setting, "");
            if (!then.equals(now)) {
                throw Failure.of(FailureCode.BAD_USAGE, "The run was started on another " + setting.replace('_', ' '))
                        .where(started.run())
                        .why("it was '" + then + "', and is '" + now + "' now")
                        .next("Name the same environment with --env.");
            }
        }
    }

    public Backfill(
            Runs runs, Target target, Function<RunRequest, EventSource> sources, Retention retention, Clock clock) {
        this.runs = runs;
        this.target = target;
        this.sources = sources;
        this.retention = retention;
        this.clock = clock;
    }

    /**
     * Starts a run and works until it ends.
     *
     * @param run its name, new
     * @param stop asked all the time; true ends the run
     * @param listener told how it is, a few times a second
     */
    public RunReport start(String run, RunRequest request, BooleanSupplier stop, Consumer<RunStatus> listener) {
        // Before there is a run: one that cannot begin leaves no trace.
        try (EventSource source = sources.apply(request)) {
            List<Shard> shards = shards(source);
            Started started = new Started(run, clock.instant(), settings(request));
            try (OpenRun open = runs.create(run)) {
                open.journal().append(started);
                RunState state = new RunState();
                state.add(started);
                return work(open, state, request, source, shards, stop, listener);
            }
        }
    }

    private Map<String, String> settings(RunRequest request) {
        Map<String, String> settings = new HashMap<>(request.settings());
        settings.putAll(target.settings());
        return settings;
    }

    /**
     * The shards of a source.
     *
     * @throws Failure NOT_FOUND when there is none
     */
    static List<Shard> shards(EventSource source) {
        List<Shard> shards = source.shards();
        if (shards.isEmpty()) {
            throw Failure.of(FailureCode.NOT_FOUND, "Nothing is meant by this selection: there is no input")
                    .next(
                            "Choose another tenant or other days; 'picasso-analytics backfill plan' shows what there is.");
        }
        return shards;
    }

    /**
     * Goes on with a run that was killed, stopped, or has failed, with the limits and the rate it had last.
     *
     * @param adapt changes those limits
     * @throws Failure when there is no such run, it is complete, was taken back, or belongs to other tables
     */
    public RunReport resume(
            String run, Function<RunRequest, RunRequest> adapt, BooleanSupplier stop, Consumer<RunStatus> listener) {
        RunWish wish = runs.wish(run);
        letGoOn(run, wish, adapt);
        try (OpenRun open = runs.open(run)) {
            RunState state = new RunState();
            open.journal().read(state::add);
            Started started = RunHistory.started(open.journal(), run);
            requireResumable(run, state, started);
            RunRequest request = request(state, wish, adapt);
            try (EventSource source = sources.apply(request)) {
                List<Shard> shards = shards(source);
                open.bad().truncate(state.badBytes());
                Resumed resumed = new Resumed(clock.instant(), request.settings());
                open.journal().append(resumed);
                state.add(resumed);
                return work(open, state, request, source, shards, stop, listener);
            }
        }
    }

    /**
     * Takes back what was wished of the process before, but for the rate. What is wished once the run is open is for this
     * process: nothing is written over it, so that it is heard however early it comes.
     */
    private void letGoOn(String run, RunWish wish, Function<RunRequest, RunRequest> adapt) {
        if (wish.equals(RunWish.NONE) || runs.worker(run).isPresent()) {
            return;
        }
        RunState state = new RunState();
        runs.read(run, state::add);
        if (state.started().isPresent()) {
            runs.leave(run, RunWish.at(request(state, wish, adapt).rate()));
        }
    }

    private static RunRequest request(RunState state, RunWish wish, Function<RunRequest, RunRequest> adapt) {
        return adapt.apply(RunRequest.of(state.settings()).heeding(wish));
    }

    private void requireResumable(String run, RunState state, Started started) {
        target.requireSame(started);
        if (state.undone().isPresent()) {
            throw Failure.of(FailureCode.INVALID_INPUT, "The run was undone")
                    .where(run)
                    .next("Start a new one.");
        }
        if (state.ended().map(e -> e.outcome() == Outcome.COMPLETE).orElse(false)) {
            throw Failure.of(FailureCode.INVALID_INPUT, "The run is complete: there is nothing to resume")
                    .where(run)
                    .next("Check it with 'picasso-analytics backfill verify', or start a new one.");
        }
    }

    private RunReport work(
            OpenRun open,
            RunState state,
            RunRequest request,
            EventSource source,
            List<Shard> shards,
            BooleanSupplier stop,
            Consumer<RunStatus> listener) {
        long began = System.nanoTime();
        String run = state.started().map(Started::run).orElse("");
        boolean readBack = state.started().map(Target::readsBack).orElse(true);
        Ending ending = new Ending(stop);
        Pace pace = new Pace(request.rate(), System::nanoTime);
        pace.stopWhen(ending::isWanted);
        Ledger ledger = new Ledger(open.journal(), open.bad(), pace, state.written());
        SessionStore store = target.tables().apply(pace);
        BackfillRun work = new BackfillRun(
                source,
                request.selection(),
                new ParcelWriter(store, retention, open.journal(), readBack),
                open.journal(),
                state,
                ledger,
                request.limits(shards.size()),
                retention,
                clock,
                ending);
        try (StatusDesk desk = new StatusDesk(open.control(), listener, ledger, pace, ending, shards, work, clock)) {
            work.work(shards);
        }
        Optional<Ending.Reason> reason = ending.reason();
        Outcome outcome = reason.map(Ending.Reason::outcome)
                .orElse(work.shardsDone() < shards.size() ? Outcome.INTERRUPTED : Outcome.COMPLETE);
        open.journal()
                .append(new Ended(
                        clock.instant(),
                        outcome,
                        reason.map(r -> r.failure().what()).orElse("")));
        LineCounts lines = ledger.lines();
        return new RunReport(
                run,
                outcome,
                reason.map(Ending.Reason::failure),
                reason.map(Ending.Reason::remedy).orElse(""),
                outcome == Outcome.COMPLETE ? lines.settled(ledger.written()) : lines,
                ledger.written(),
                shards.size(),
                work.shardsDone(),
                pace.throttledWrites(),
                source.readCost(),
                Duration.ofNanos(System.nanoTime() - began),
                open.bad().length() > 0 ? Optional.of(open.bad().name()) : Optional.empty());
    }
}
