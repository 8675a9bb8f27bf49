package io.picasso.analytics.operation.gate;

import static io.picasso.analytics.gate.Figure.count;

import io.picasso.analytics.change.EnvironmentChange;
import io.picasso.analytics.gate.Figure;
import io.picasso.analytics.gate.Measurement;
import io.picasso.analytics.gate.Unit;
import io.picasso.analytics.operation.deploy.Deployment;
import io.picasso.analytics.operation.gate.FunctionCalls.Called;
import io.picasso.analytics.operation.rollback.WriteSwitch;
import io.picasso.analytics.resource.FoundFunction;
import io.picasso.analytics.resource.FunctionDeclaration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;

/** Phase 3, and what phase 4 measures likewise: the deployed processor. */
class FunctionProbes extends Probes {
    static final int EVENTS = 10;

    /** Calls that are timed. */
    private static final int CALLS = 25;

    /** Calls before them: the first ones load what the others have. */
    private static final int WARM_UP = 5;

    /** Lambda writes its report into every log; where there is none, nothing was timed. */
    static final Measurement UNTIMED = Measurement.untold("Lambda's log says of no call how long it took");

    /**
     * Calls of the function, one after the other.
     *
     * @param errors what their logs say at the level ERROR, and likewise at WARN
     * @param milliseconds how long each took
     * @param tables how long of it each spent on the tables
     */
    record Timed(
            int calls,
            int failed,
            List<String> errors,
            List<String> troubles,
            int deferred,
            Samples milliseconds,
            Samples tables) {
        /** What the logs say that is wrong, the worse first; a few of them. */
        List<String> reasons() {
            return Stream.concat(errors.stream(), troubles.stream())
                    .distinct()
                    .limit(3)
                    .toList();
        }
    }

    private Optional<ProbeSession> sent = Optional.empty();
    private Optional<Timed> timed = Optional.empty();
    private boolean arrived = true;

    FunctionProbes(GateTarget target, ProbeSessions sessions, BooleanSupplier stop) {
        super(target, sessions, stop);
    }

    @Override
    Map<String, Probe> all() {
        return Map.of(
                "3.deployed", this::deployed,
                "3.variables", this::variables,
                "3.writes_off", this::writes,
                "3.lake", this::lake,
                "3.untouched", this::untouched,
                "3.logs", this::logs,
                "3.baseline", this::baseline);
    }

    @Override
    final boolean onTheWay() {
        return !arrived;
    }

    final FunctionCalls calls() {
        return new FunctionCalls(
                target.functions(),
                target.parser(),
                target.deployment().processor().name());
    }

    private Measurement deployed() {
        Deployment.Found found = target.deployment().find(target.deployment().processor());
        List<String> seen = new ArrayList<>();
        String trouble = found.function().map(FoundFunction::trouble).orElse("");
        if (found.function().isEmpty()) {
            seen.add("no function " + target.deployment().processor().name());
        } else if (!trouble.isEmpty()) {
            seen.add(trouble);
        }
        Optional<String> uncalled = uncalled(found);
        uncalled.ifPresent(seen::add);
        return taken(
                1,
                seen,
                count("deployed", found.function().isPresent() ? 1 : 0),
                count("trouble", trouble.isEmpty() ? 0 : 1),
                count("queues", uncalled.isEmpty() ? 1 : 0));
    }

    /** Why no queue calls the function; empty where one does. */
    private static Optional<String> uncalled(Deployment.Found found) {
        return found.trigger()
                .map(trigger -> trigger.isOff()
                        ? Optional.of("the queue's mapping is " + trigger.state())
                        : Optional.<String>empty())
                .orElseGet(() -> Optional.of("no queue calls it"));
    }

    private Measurement variables() {
        FunctionDeclaration declared = target.deployment().processor().function();
        FoundFunction found = target.functions()
                .find(declared.name())
                .orElseThrow(() -> new IllegalStateException("the function has gone"));
        List<EnvironmentChange> changes = found.environment().differences(declared.environment(found.environment()));
        long missing =
                changes.stream().filter(change -> change.before().isEmpty()).count();
        return taken(
                found.environment().variables().size(),
                changes.stream().map(EnvironmentChange::describe).toList(),
                count("missing", missing),
                count("wrong", changes.size() - missing));
    }

    final Measurement writes() {
        Optional<FoundFunction> found = target.writes().find();
        boolean on = found.filter(function -> WriteSwitch.isOn(function.environment()))
                .isPresent();
        return taken(
                1,
                found.isEmpty() ? List.of("no function is deployed") : List.of(),
                count("deployed", found.isPresent() ? 1 : 0),
                count("writes", on ? 1 : 0));
    }

    /** A session that was sent through the queue, and has had its time to arrive. */
    final ProbeSession sent() {
        if (sent.isEmpty()) {
            ProbeSession probe = sessions.of(ProbeSessions.OURS, EVENTS, ago(Duration.ofMinutes(5)));
            sent = Optional.of(probe);
            arrived = false;
            target.queue().send(probe.wires());
            arrived = target.pause().until(ARRIVAL, stop, () -> lake.look(probe).complete());
        }
        return sent.get();
    }

    final Measurement lake() {
        long began = target.pause().nanoTime();
        ProbeSession probe = sent();
        EventLook look = lake.look(probe);
        double took = (target.pause().nanoTime() - began) / 1e9;
        Measurement measured = taken(EVENTS, look, Figure.of("seconds", took, Unit.SECONDS));
        List<String> seen = new ArrayList<>(measured.seen());
        if (!look.complete()) {
            uncalled(target.deployment().find(target.deployment().processor())).ifPresent(seen::add);
        }
        return measured.seeing(seen);
    }

    private Measurement untouched() {
        ProbeSession probe = sent();
        // What would come into the tables comes after the lake.
        target.pause().until(Duration.ofSeconds(2), stop, () -> false);
        int events =
                target.store().events(probe.tenant().hash(), probe.session()).size();
        int rows = events + (summary(probe).isPresent() ? 1 : 0);
        return taken(EVENTS, List.of(), count("rows", rows));
    }

    /** Calls one after the other, each with a session of its own. */
    final Timed timed() {
        if (timed.isEmpty()) {
            timed = Optional.of(timed(WARM_UP, CALLS));
        }
        return timed.get();
    }

    final Timed timed(int warmUp, int count) {
        FunctionCalls calls = calls();
        List<Called> warm = new ArrayList<>();
        List<Called> counted = new ArrayList<>();
        for (int i = 0; i < warmUp + count && !stop.getAsBoolean(); i++) {
            ProbeSession probe = sessions.of(ProbeSessions.OURS, EVENTS, ago(Duration.ofMinutes(10)));
            (i < warmUp ? warm : counted).add(calls.call(probe));
        }
        List<Called> all = new ArrayList<>(warm);
        all.addAll(counted);
        return new Timed(
                counted.size(),
                (int) all.stream()
                        .filter(call -> call.failed() || call.failedMessages() > 0)
                        .count(),
                all.stream().flatMap(call -> call.errors().stream()).toList(),
                all.stream().flatMap(call -> call.troubles().stream()).toList(),
                all.stream().mapToInt(Called::deferred).sum(),
                samples(counted, Called::milliseconds),
                samples(counted, Called::tables));
    }

    private static Samples samples(List<Called> calls, Function<Called, OptionalDouble> time) {
        return new Samples(calls.stream()
                .flatMapToDouble(call -> time.apply(call).stream())
                .boxed()
                .toList());
    }

    final Measurement logs() {
        Timed done = timed();
        return taken(
                done.calls(),
                done.reasons(),
                count("failed_calls", done.failed()),
                count("errors", done.errors().size()),
                count("deferred", done.deferred()));
    }

    private Measurement baseline() {
        Samples times = timed().milliseconds();
        return times.isEmpty() ? UNTIMED : times.taken("call", times.figures("", 50, 95));
    }
}
