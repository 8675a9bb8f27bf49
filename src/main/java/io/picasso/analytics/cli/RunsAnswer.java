package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.operation.backfill.RunHistory;
import io.picasso.analytics.operation.backfill.RunHistory.State;
import io.picasso.analytics.progress.LineCounts;
import io.picasso.analytics.progress.Price;
import io.picasso.analytics.progress.RunStatus;
import io.picasso.analytics.progress.WriteCounts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Runs and how they are. */
record RunsAnswer(List<RunHistory> runs) implements Answer {
    @Override
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("runs", runs.stream().map(RunsAnswer::row).toList());
        return data;
    }

    @Override
    public Optional<String> rows() {
        return Optional.of("runs");
    }

    private static Map<String, Object> row(RunHistory run) {
        LineCounts counts = counts(run);
        WriteCounts written = written(run);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("run", run.run());
        row.put("state", word(run.state()));
        row.put("environment", run.environment());
        row.put("source", run.settings().getOrDefault("source", ""));
        row.put("started_at", run.startedAt().map(UtcTime::format).orElse(null));
        row.put("pid", run.worker().isPresent() ? run.worker().getAsLong() : null);
        row.put("lines", counts.lines());
        row.put("events", counts.events());
        row.put("repeated", counts.repeated());
        row.put("expired", counts.expired());
        row.put("outside_selection", counts.outside());
        row.put("rejected", counts.rejected());
        row.put("written", written.events());
        row.put("already_there", written.present());
        row.put("not_yet_written", counts.notYetWritten(written));
        row.put("session_writes", written.sessions());
        row.put("write_units", written.units());
        row.put("dollars", Price.ofWrites(written.units()));
        Optional<RunStatus> live = live(run);
        row.put("shards_done", live.map(RunStatus::shardsDone).orElse(run.shardsDone()));
        row.put("shards", run.shards().orElse(null));
        row.put("on", run.isShared() ? "queue" : "here");
        row.put("share_done", live.map(RunStatus::share).orElse(null));
        row.put(
                "rate",
                live.filter(s -> s.rate().isPresent())
                        .map(s -> s.rate().getAsDouble())
                        .orElse(null));
        row.put("write_units_per_second", live.map(RunStatus::unitsPerSecond).orElse(null));
        row.put("events_per_second", live.map(RunStatus::eventsPerSecond).orElse(null));
        row.put(
                "seconds_left",
                live.filter(s -> s.secondsLeft().isPresent())
                        .map(s -> s.secondsLeft().getAsLong())
                        .orElse(null));
        row.put("throttled", run.status().map(RunStatus::throttled).orElse(null));
        row.put("why", run.ended().map(e -> e.why()).filter(w -> !w.isEmpty()).orElse(null));
        return row;
    }

    /** Only while a process works on it: the last words of a dead one are not how it is. */
    private static Optional<RunStatus> live(RunHistory run) {
        return run.worker().isPresent() ? run.status() : Optional.empty();
    }

    private static LineCounts counts(RunHistory run) {
        return live(run).map(RunStatus::counts).orElse(run.counts());
    }

    private static WriteCounts written(RunHistory run) {
        return live(run).map(RunStatus::written).orElse(run.written());
    }

    @Override
    public void draw(Screen screen) {
        if (runs.isEmpty()) {
            screen.line("There is no backfill run, on this machine or in the lake bucket.");
            return;
        }
        screen.table(
                List.of("RUN", "STATE", "ENV", "SOURCE", "EVENTS", "WRITTEN", "REJECTED", "SHARDS", "COST"),
                runs.stream().map(run -> cells(screen, run)).toList(),
                "EVENTS",
                "WRITTEN",
                "REJECTED",
                "SHARDS",
                "COST");
        for (RunHistory run : runs) {
            live(run).ifPresent(status -> screen.line(run.run() + ": " + RunDisplay.line(status)));
            if (run.isShared() && run.state() == State.RUNNING) {
                String given = run.environment().equals("local") ? "" : "--env " + run.environment() + " ";
                screen.line(screen.toned(
                        Tone.FAINT,
                        run.run() + " is shared by workers: picasso-analytics " + given
                                + "process shards. Shards that were given up are sent again by: picasso-analytics "
                                + given + "backfill resume " + run.run()));
            }
            if (run.state() == State.KILLED
                    || run.state() == State.INTERRUPTED
                    || run.state() == State.LIMIT
                    || run.state() == State.FAILED) {
                screen.line(screen.toned(
                        Tone.FAINT,
                        run.run() + " can go on: picasso-analytics "
                                + (run.environment().equals("local") ? "" : "--env " + run.environment() + " ")
                                + "backfill resume " + run.run()
                                + (run.state() == State.LIMIT ? ", with a higher --max-cost or --max-errors" : "")));
            }
        }
    }

    private static List<String> cells(Screen screen, RunHistory run) {
        long shards = run.shards().orElse(0L);
        long done = live(run).map(RunStatus::shardsDone).orElse(run.shardsDone());
        return List.of(
                run.run(),
                screen.toned(tone(run.state()), word(run.state())),
                run.environment(),
                run.settings().getOrDefault("source", ""),
                grouped(counts(run).events()),
                grouped(written(run).events()),
                grouped(counts(run).rejected()),
                shards == 0 ? grouped(done) : grouped(done) + "/" + grouped(shards),
                "$" + Dollars.of(Price.ofWrites(written(run).units())));
    }

    private static Tone tone(State state) {
        return switch (state) {
            case COMPLETE -> Tone.GOOD;
            case RUNNING, UNDONE -> Tone.PLAIN;
            case PAUSED, STOPPING, INTERRUPTED, LIMIT -> Tone.WARNING;
            case FAILED, KILLED -> Tone.BAD;
        };
    }

    private static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
