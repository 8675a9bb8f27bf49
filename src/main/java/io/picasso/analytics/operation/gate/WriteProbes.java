package io.picasso.analytics.operation.gate;

import static io.picasso.analytics.gate.Figure.count;
import static io.picasso.analytics.gate.Figure.milliseconds;

import io.picasso.analytics.gate.Figure;
import io.picasso.analytics.gate.Measurement;
import io.picasso.analytics.gate.Series;
import io.picasso.analytics.gate.Unit;
import io.picasso.analytics.operation.gate.FunctionCalls.Called;
import io.picasso.analytics.operation.rollback.WriteSwitch;
import io.picasso.analytics.session.SessionSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Phase 4: the deployed processor, writing the tables. */
final class WriteProbes extends FunctionProbes {
    private static final int FEW = 5;

    /** Calls at each look while watching: enough for a median. */
    private static final int CALLS_A_LOOK = 5;

    /** Calls of a look that is to tell a hiccup from a regression. */
    private static final int CALLS_TO_BE_SURE = 11;

    private static final Measurement NO_BASELINE = Measurement.untold("no baseline is recorded; phase 3 measures it");

    private final OptionalDouble baseline;
    private final Watch watch;
    private final Consumer<Measurement> watched;

    /**
     * @param baseline the median of a call without the tables, in milliseconds; empty when none was recorded
     * @param watched told what was measured at each look while watching
     */
    WriteProbes(
            GateTarget target,
            ProbeSessions sessions,
            BooleanSupplier stop,
            OptionalDouble baseline,
            Watch watch,
            Consumer<Measurement> watched) {
        super(target, sessions, stop);
        this.baseline = baseline;
        this.watch = watch;
        this.watched = watched;
    }

    @Override
    Map<String, Probe> all() {
        return Map.of(
                "4.writes_on", this::writes,
                "4.events", this::events,
                "4.summaries", this::summaries,
                "4.lake", this::lake,
                "4.logs", this::logs,
                "4.overhead", this::overhead,
                "4.alert", this::alert,
                "4.isolation", this::isolation,
                "4.watch", this::watch);
    }

    private Measurement events() {
        ProbeSession probe = sent();
        target.pause().until(ARRIVAL, stop, () -> table(probe).complete());
        return taken(EVENTS, table(probe));
    }

    private Measurement summaries() {
        ProbeSession probe = sent();
        // Other batches of the same session may still be at it.
        target.pause()
                .until(
                        Duration.ofSeconds(10),
                        stop,
                        () -> summary(probe)
                                .filter(row -> differences(probe, row).isEmpty())
                                .isPresent());
        Optional<SessionSummary> row = summary(probe);
        List<String> differences = row.map(there -> differences(probe, there)).orElse(List.of());
        return taken(
                EVENTS,
                differences,
                count("missing", row.isPresent() ? 0 : 1),
                count("differences", differences.size()),
                count("messages", row.map(there -> there.counters().messages()).orElse(0L)));
    }

    private Measurement overhead() {
        if (baseline.isEmpty()) {
            return NO_BASELINE;
        }
        Samples times = timed().milliseconds();
        if (times.isEmpty()) {
            return UNTIMED;
        }
        List<Figure> figures = new ArrayList<>();
        figures.add(milliseconds("overhead", times.percentile(50) - baseline.getAsDouble()));
        figures.addAll(times.figures("", 50, 95));
        figures.add(milliseconds("baseline_p50", baseline.getAsDouble()));
        return times.taken("call", figures);
    }

    private Measurement alert() {
        Samples tables = timed().tables();
        return tables.isEmpty()
                ? Measurement.untold("the function's log says of no call how long the tables took")
                : tables.taken("tables", tables.figures("tables_", 50, 95));
    }

    private Measurement isolation() {
        ProbeSession probe = sessions.of(ProbeSessions.OURS, FEW, ago(Duration.ofMinutes(20)));
        Called called = calls().callIsolated(probe);
        List<String> seen = new ArrayList<>(called.errors());
        seen.addAll(called.troubles());
        if (called.deferred() == 0) {
            seen.add("the function did not do as if its tables were absent; is it an older one?");
        }
        return taken(
                FEW,
                seen,
                count("deferred", called.deferred()),
                count("failed_messages", called.failed() ? FEW : called.failedMessages()),
                count("missing", lake.look(probe).missing()),
                count("forgotten", FEW - lake.remembered(probe)));
    }

    /**
     * Looks again and again, and ends at the first look that is bad: the sooner it is known the better. A look that is
     * only slow is taken again at once, with more calls, because one machine's hiccup is no regression.
     */
    private Measurement watch() {
        if (baseline.isEmpty()) {
            return NO_BASELINE;
        }
        long began = target.pause().nanoTime();
        List<Double> overheads = new ArrayList<>();
        while (true) {
            Look look = look(timed(0, CALLS_A_LOOK));
            if (look.isSlow(watch.overhead()) && !look.isBroken()) {
                look = look(timed(0, CALLS_TO_BE_SURE));
            }
            look.overhead().ifPresent(overheads::add);
            Duration over = Duration.ofNanos(target.pause().nanoTime() - began);
            boolean bad = look.isBroken() || look.isSlow(watch.overhead());
            Measurement seen = watched(look, bad, overheads, over);
            watched.accept(seen);
            if (bad || over.compareTo(watch.time()) >= 0 || stop.getAsBoolean()) {
                return seen;
            }
            Duration left = watch.time().minus(over);
            rest(left.compareTo(watch.interval()) < 0 ? left : watch.interval());
        }
    }

    /**
     * One look.
     *
     * @param off whether the function has been switched off by somebody
     * @param overhead what the tables add to the median of a call, in milliseconds; empty when no call told its time
     */
    private record Look(Timed calls, boolean off, OptionalDouble overhead) {
        boolean isBroken() {
            return calls.failed() > 0 || !calls.errors().isEmpty() || calls.deferred() > 0 || off;
        }

        boolean isSlow(double most) {
            return overhead.orElse(0) > most;
        }
    }

    private Look look(Timed calls) {
        boolean on = target.writes()
                .find()
                .filter(function -> WriteSwitch.isOn(function.environment()))
                .isPresent();
        Samples times = calls.milliseconds();
        return new Look(
                calls,
                !on,
                times.isEmpty()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(times.percentile(50) - baseline.getAsDouble()));
    }

    private void rest(Duration time) {
        target.pause().until(time, stop, () -> false);
    }

    private Measurement watched(Look look, boolean bad, List<Double> overheads, Duration over) {
        Timed calls = look.calls();
        List<Figure> figures = new ArrayList<>(List.of(
                count("failed_calls", calls.failed()),
                count("errors", calls.errors().size()),
                count("deferred", calls.deferred()),
                count("writes_off", look.off() ? 1 : 0),
                Figure.of("watched", (double) over.toSeconds(), Unit.SECONDS)));
        look.overhead().ifPresent(overhead -> figures.add(milliseconds("overhead", overhead)));
        // It is the bad look that fails the check, not the time that was no longer worth watching.
        double unwatched =
                bad ? 0 : (double) Math.max(0, watch.time().minus(over).toSeconds());
        figures.add(Figure.of("unwatched", unwatched, Unit.SECONDS));
        return new Measurement.Taken(
                figures,
                Math.max(bad ? 1 : 0, CALLS_A_LOOK * overheads.size()),
                Series.milliseconds("overhead", overheads),
                calls.reasons());
    }
}
