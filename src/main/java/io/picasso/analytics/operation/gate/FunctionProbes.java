package io.picasso.analytics.operation.gate;

import static io.picasso.analytics.gate.Figure.count;
import static io.picasso.analytics.gate.Figure.milliseconds;

import io.picasso.analytics.change.EnvironmentChange;
import io.picasso.analytics.gate.Figure;
import io.picasso.analytics.gate.Measurement;
import io.picasso.analytics.gate.Series;
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
import java.util.function.BooleanSupplier;

/** Phase 3, and what phase 4 measures likewise: the deployed processor. */
class FunctionProbes extends Probes {
    static final int EVENTS = 10;

    /** Calls that are timed. */
    private static final int CALLS = 25;

    /** Calls before them: the first ones load what the others have. */
    private static final int WARM_UP = 5;

    /**
     * Calls of the function, one after the other.
     *
     * @param milliseconds how long each took
     * @param tables how long of it each spent on the tables
     */
    record Timed(
            int calls, int failed, List<String> errors, int deferred, List<Double> milliseconds, List<Double> tables) {}

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
        boolean called = found.trigger().filter(trigger -> !trigger.isOff()).isPresent();
        if (!called) {
            seen.add(found.trigger()
                    .map(trigger -> "the queue's mapping is " + trigger.state())
                    .orElse("no queue calls it"));
        }
        return taken(
                1,
                seen,
                count("deployed", found.function().isPresent() ? 1 : 0),
                count("trouble", trouble.isEmpty() ? 0 : 1),
                count("queues", called ? 1 : 0));
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
        return taken(EVENTS, look, Figure.of("seconds", took, io.picasso.analytics.gate.Unit.SECONDS));
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
                all.stream().mapToInt(Called::deferred).sum(),
                counted.stream()
                        .flatMapToDouble(call -> call.milliseconds().stream())
                        .boxed()
                        .toList(),
                counted.stream()
                        .flatMapToDouble(call -> call.tables().stream())
                        .boxed()
                        .toList());
    }

    final Measurement logs() {
        Timed done = timed();
        return taken(
                done.calls(),
                done.errors().stream().distinct().limit(3).toList(),
                count("failed_calls", done.failed()),
                count("errors", done.errors().size()),
                count("deferred", done.deferred()));
    }

    private Measurement baseline() {
        List<Double> times = timed().milliseconds();
        return times.isEmpty()
                ? Measurement.untold("Lambda's log says of no call how long it took")
                : new Measurement.Taken(
                        List.of(
                                milliseconds("p50", Samples.percentile(times, 50)),
                                milliseconds("p95", Samples.percentile(times, 95))),
                        times.size(),
                        Series.milliseconds("call", times),
                        List.of());
    }
}
