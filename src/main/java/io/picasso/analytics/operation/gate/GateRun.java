package io.picasso.analytics.operation.gate;

import io.picasso.analytics.change.ChangeKind;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.gate.Check;
import io.picasso.analytics.gate.CheckResult;
import io.picasso.analytics.gate.Checks;
import io.picasso.analytics.gate.Evidence;
import io.picasso.analytics.gate.Figure;
import io.picasso.analytics.gate.GateVerdict;
import io.picasso.analytics.gate.Measurement;
import io.picasso.analytics.gate.Phase;
import io.picasso.analytics.gate.PhaseResult;
import io.picasso.analytics.operation.rollback.SwitchRequest;
import io.picasso.analytics.operation.rollback.SwitchResult;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Runs a phase: measures each check, writes down what it found before it goes on, and removes what it made, however it
 * ends.
 */
public final class GateRun {
    private static final String INTERRUPTED = "interrupted";

    /**
     * What came of a run.
     *
     * @param run its name in the evidence
     * @param rolledBack what was done about the table writes; empty where nothing was
     * @param record place of its last record in the chain
     */
    public record Outcome(
            String run, PhaseResult result, Optional<Evidence.RolledBack> rolledBack, int record, String place) {}

    private final GateTarget target;
    private final EvidenceStore evidence;

    public GateRun(GateTarget target, EvidenceStore evidence) {
        this.target = target;
        this.evidence = evidence;
    }

    /**
     * Runs a phase.
     *
     * @param stop whether it shall end as soon as it can
     * @throws Failure GATE_CLOSED when the phase before has not passed, EVIDENCE_ALTERED when the evidence is not what was
     *     written, both only without an override; GATE_BUSY when another run is under way; NOT_FOUND when there is nothing
     *     to resume; and what the evidence's bucket says. Nothing was measured then.
     */
    public Outcome run(GateRequest request, GateListener listener, BooleanSupplier stop) {
        try (GateLock lock = GateLock.take(target.lake(), target.parser(), request, target.clock())) {
            List<RecordedRun> before = RecordedRun.of(evidence.all());
            if (request.override().isEmpty()) {
                requireSound();
                requirePassed(request.phase(), before);
            }
            Optional<RecordedRun> resumed =
                    request.resume() ? Optional.of(toResume(request.phase(), before)) : Optional.empty();
            return new Running(request, listener, stop, lock, before, resumed).run();
        }
    }

    private void requireSound() {
        evidence.verify(Optional.empty()).broken().ifPresent(broken -> {
            throw Failure.of(FailureCode.EVIDENCE_ALTERED, "The evidence is not what was written")
                    .where(evidence.place(broken.place()))
                    .why(broken.why());
        });
    }

    private static void requirePassed(Phase phase, List<RecordedRun> runs) {
        phase.before().ifPresent(earlier -> {
            Optional<RecordedRun> last = RecordedRun.lastEnded(runs, earlier);
            if (last.map(RecordedRun::verdict)
                    .filter(verdict -> verdict == GateVerdict.PASS)
                    .isEmpty()) {
                throw Failure.of(
                                FailureCode.GATE_CLOSED,
                                "Phase " + earlier.number() + " has not passed, so phase " + phase.number()
                                        + " does not begin")
                        .why(last.map(run -> "its last run " + run.run() + " ended with "
                                        + run.verdict().word())
                                .orElse("it was never run to its end"))
                        .next("Run 'picasso-analytics gate run " + earlier.number()
                                + "', or go on all the same with --override REASON; the reason is kept.");
            }
        });
    }

    private static RecordedRun toResume(Phase phase, List<RecordedRun> runs) {
        return RecordedRun.last(runs, phase)
                .filter(run ->
                        run.ended().filter(end -> end.cutShort().isEmpty()).isEmpty())
                .orElseThrow(() -> Failure.of(
                                FailureCode.NOT_FOUND, "There is no run of phase " + phase.number() + " to resume")
                        .why("its last run came to its end, or there is none")
                        .next("Run it without --resume."));
    }

    /** As exactly as it is written down. */
    private Instant now() {
        return target.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** One run. */
    private final class Running {
        private final GateRequest request;
        private final GateListener listener;
        private final BooleanSupplier stop;
        private final GateLock lock;
        private final List<RecordedRun> before;
        private final Optional<RecordedRun> resumed;
        private final String run;
        private final Instant began = now();
        private final ProbeSessions sessions;
        private final Sweep sweep = new Sweep(target);
        private final Map<String, CheckResult> results = new LinkedHashMap<>();
        private Optional<Evidence.RolledBack> rolledBack = Optional.empty();

        Running(
                GateRequest request,
                GateListener listener,
                BooleanSupplier stop,
                GateLock lock,
                List<RecordedRun> before,
                Optional<RecordedRun> resumed) {
            this.request = request;
            this.listener = listener;
            this.stop = stop;
            this.lock = lock;
            this.before = before;
            this.resumed = resumed;
            this.run = "gate" + request.phase().number() + "-"
                    + UtcTime.format(began).substring(0, 19).replaceAll("[^0-9T]", "") + "-"
                    + UUID.randomUUID().toString().substring(0, 6);
            this.sessions = new ProbeSessions(run, target.parser(), target.events());
        }

        Outcome run() {
            evidence.append(new Evidence.Begun(
                    run,
                    began,
                    request.phase(),
                    target.environment(),
                    request.who(),
                    new TreeMap<>(request.versions()),
                    request.override(),
                    resumed.map(RecordedRun::run)));
            List<Check> checks = Checks.of(request.phase());
            listener.begun(run, checks);
            if (!sweep.removeOrphans()) {
                listener.noted("Not everything that an earlier run may have left could be looked at.");
            }
            Probes probes = probes();
            try {
                prepare(probes);
                Map<String, Probe> all = probes.all();
                checks.stream()
                        .filter(check -> !isClean(check))
                        .forEach(check -> check(check, Optional.ofNullable(all.get(check.id()))));
            } finally {
                cleanUp(checks.get(checks.size() - 1), probes);
            }
            String cutShort = stop.getAsBoolean() ? INTERRUPTED : "";
            PhaseResult result =
                    new PhaseResult(request.phase(), List.copyOf(results.values()), cutShort, began, now());
            int record = evidence.append(
                    new Evidence.Ended(run, result.ended(), request.phase(), result.verdict(), cutShort));
            return new Outcome(run, result, rolledBack, record, evidence.place(record));
        }

        /** In phase 1 nobody asks who the tenants are; what is wrong then shows in the checks. */
        private void prepare(Probes probes) {
            if (request.phase() != Phase.TABLES) {
                try {
                    probes.know();
                } catch (Failure failure) {
                    listener.noted("The probes' tenants could not be made known: " + failure.what());
                }
            }
        }

        private Probes probes() {
            return switch (request.phase()) {
                case TABLES -> new TableProbes(target, sessions, stop);
                case PROCESSOR -> new ProcessorProbes(target, sessions, stop);
                case DEPLOYED -> new FunctionProbes(target, sessions, stop);
                case WRITES ->
                    new WriteProbes(target, sessions, stop, baseline(), request.watch(), measurement -> {
                        lock.renew();
                        listener.watched(measurement);
                    });
                case DASHBOARD -> new DashboardProbes(target, sessions, stop, 5, Optional.of(target.dashboard()));
                case DASHBOARD_DEPLOYED -> new DashboardProbes(target, sessions, stop, 6, target.deployedDashboard());
                case END_TO_END -> new EndToEndProbes(target, sessions, stop);
            };
        }

        /** The median of the last baseline that was recorded and held. */
        private OptionalDouble baseline() {
            return before.stream()
                    .flatMap(earlier -> earlier.results().stream())
                    .filter(result -> result.check().equals("3.baseline") && result.passed())
                    .reduce((one, later) -> later)
                    .stream()
                    .flatMap(result -> result.figures().stream())
                    .filter(figure -> figure.name().equals("p50"))
                    .map(Figure::value)
                    .mapToDouble(value -> value.doubleValue())
                    .findFirst();
        }

        private void check(Check check, Optional<Probe> probe) {
            lock.renew();
            Optional<CheckResult> known = taken(check);
            if (known.isPresent()) {
                record(known.get(), resumed.map(RecordedRun::run));
                return;
            }
            Optional<String> skipped = reasonToSkip(check);
            Instant start = now();
            if (skipped.isPresent()) {
                record(check.skip(skipped.get(), start), Optional.empty());
                return;
            }
            listener.checking(check);
            Measurement measured =
                    probe.map(this::measure).orElseGet(() -> Measurement.broken("nothing measures " + check.id()));
            CheckResult result = check.judge(measured, start, now());
            // Who is interrupted while something is waited for has not seen that it does not come.
            if (stop.getAsBoolean() && !result.passed()) {
                result = check.judge(measured.cutShort(INTERRUPTED), start, now());
            }
            record(result, Optional.empty());
            if (result.verdict() == GateVerdict.FAIL) {
                rollBack(result);
            }
        }

        private Optional<CheckResult> taken(Check check) {
            return resumed.stream()
                    .flatMap(earlier -> earlier.results().stream())
                    .filter(result -> result.check().equals(check.id()) && result.passed())
                    .findFirst();
        }

        private Optional<String> reasonToSkip(Check check) {
            if (stop.getAsBoolean()) {
                return Optional.of(INTERRUPTED);
            }
            return check.needs().stream()
                    .filter(need ->
                            !results.containsKey(need) || !results.get(need).passed())
                    .findFirst()
                    .map(need -> need + " did not pass");
        }

        private Measurement measure(Probe probe) {
            try {
                return probe.measure();
            } catch (Failure failure) {
                return Measurement.broken(
                        failure.what() + failure.why().map(why -> ": " + why).orElse(""));
            }
        }

        private void record(CheckResult result, Optional<String> takenFrom) {
            results.put(result.check(), result);
            evidence.append(new Evidence.Checked(run, now(), result, takenFrom));
            listener.checked(result);
        }

        private void cleanUp(Check clean, Probes probes) {
            Instant start = now();
            boolean onTheWay = probes.onTheWay();
            List<String> trouble = new ArrayList<>();
            try {
                sweep.remove(sessions.made(), onTheWay);
            } catch (Failure failure) {
                trouble.add(
                        failure.what() + failure.why().map(why -> ": " + why).orElse(""));
            }
            Measurement left = measure(() -> sweep.left(sessions.made(), onTheWay));
            trouble.addAll(left.seen());
            record(clean.judge(left.seeing(trouble), start, now()), Optional.empty());
        }

        private void rollBack(CheckResult failed) {
            boolean concernsWrites =
                    request.phase() == Phase.WRITES && !failed.check().equals("4.writes_on");
            if (!request.autoRollback() || !concernsWrites || rolledBack.isPresent()) {
                return;
            }
            Evidence.RolledBack done = switchOff(failed);
            rolledBack = Optional.of(done);
            evidence.append(done);
            listener.noted(done.detail());
        }

        private Evidence.RolledBack switchOff(CheckResult failed) {
            String reason = "gate run " + run + ": " + failed.check() + ": " + failed.reason();
            try {
                SwitchResult result =
                        target.writes().set(ChangeKind.LEVEL1, new SwitchRequest(request.who(), reason, true));
                String undo = result.number().isPresent()
                        ? "To take it back: 'picasso-analytics rollback undo "
                                + result.number().getAsInt() + "'."
                        : "They were off already.";
                return new Evidence.RolledBack(
                        run,
                        now(),
                        true,
                        "Table writes are switched off (rollback level 1), because " + failed.check() + " failed. "
                                + undo);
            } catch (Failure failure) {
                return new Evidence.RolledBack(
                        run,
                        now(),
                        false,
                        "Table writes could NOT be switched off: " + failure.what()
                                + failure.why().map(why -> ": " + why).orElse("")
                                + ". Do it yourself: 'picasso-analytics rollback level1'.");
            }
        }

        private static boolean isClean(Check check) {
            return check.id().endsWith(".clean");
        }
    }
}
