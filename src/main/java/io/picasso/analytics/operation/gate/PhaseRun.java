package io.picasso.analytics.operation.gate;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.gate.Check;
import io.picasso.analytics.gate.Checks;
import io.picasso.analytics.gate.Measurement;
import io.picasso.analytics.gate.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** One run of a phase, from removing what another has left to removing its own. */
final class PhaseRun {
    private final GateTarget target;
    private final GateRequest request;
    private final RunLog log;
    private final BooleanSupplier stop;
    private final ProbeSessions sessions;
    private final Sweep sweep;
    private final AutoRollback rollback;

    PhaseRun(GateTarget target, GateRequest request, RunLog log, BooleanSupplier stop) {
        this.target = target;
        this.request = request;
        this.log = log;
        this.stop = stop;
        this.sessions = new ProbeSessions(log.run(), target.parser(), target.events());
        this.sweep = new Sweep(target);
        this.rollback = new AutoRollback(target::writes, request, log);
    }

    /**
     * Runs.
     *
     * @param before the runs there were
     * @param resumed the one of them that is gone on with
     */
    GateRun.Outcome run(List<RecordedRun> before, Optional<RecordedRun> resumed) {
        List<Check> checks = Checks.of(request.phase());
        log.begin(target.environment(), resumed, checks);
        if (!sweep.removeOrphans()) {
            log.listener().noted("Not everything that an earlier run may have left could be looked at.");
        }
        Probes probes = probes(before);
        try {
            prepare(probes);
            Map<String, Probe> all = probes.all();
            Checking checking = new Checking(log, resumed, stop);
            checks.stream()
                    .filter(check -> !isClean(check))
                    .map(check -> checking.make(check, Optional.ofNullable(all.get(check.id()))))
                    .forEach(rollback::after);
        } finally {
            cleanUp(checks.get(checks.size() - 1), probes);
        }
        return log.end(stop.getAsBoolean() ? Checking.INTERRUPTED : "", rollback.done());
    }

    private Probes probes(List<RecordedRun> before) {
        return switch (request.phase()) {
            case TABLES -> new TableProbes(target, sessions, stop);
            case PROCESSOR -> new ProcessorProbes(target, sessions, stop);
            case DEPLOYED -> new FunctionProbes(target, sessions, stop);
            case WRITES ->
                new WriteProbes(
                        target, sessions, stop, RecordedRun.baseline(before), request.watch(), log.listener()::watched);
            case DASHBOARD -> new DashboardProbes(target, sessions, stop, 5, () -> Optional.of(target.dashboard()));
            case DASHBOARD_DEPLOYED -> new DashboardProbes(target, sessions, stop, 6, target::deployedDashboard);
            case END_TO_END -> new EndToEndProbes(target, sessions, stop);
        };
    }

    /** In phase 1 nobody asks who the tenants are; what is wrong then shows in the checks. */
    private void prepare(Probes probes) {
        if (request.phase() != Phase.TABLES) {
            try {
                probes.know();
            } catch (Failure failure) {
                log.listener().noted("The probes' tenants could not be made known: " + failure.what());
            }
        }
    }

    private void cleanUp(Check clean, Probes probes) {
        Instant start = log.now();
        boolean onTheWay = probes.onTheWay();
        List<String> trouble = new ArrayList<>();
        try {
            sweep.remove(sessions.made(), onTheWay);
        } catch (Failure failure) {
            trouble.add(Checking.text(failure));
        }
        Measurement left = Checking.measure(() -> sweep.left(sessions.made(), onTheWay));
        trouble.addAll(left.seen());
        log.checked(clean.judge(left.seeing(trouble), start, log.now()), Optional.empty());
    }

    private static boolean isClean(Check check) {
        return check.id().endsWith(".clean");
    }
}
