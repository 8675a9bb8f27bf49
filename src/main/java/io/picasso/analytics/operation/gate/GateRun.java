package io.picasso.analytics.operation.gate;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.gate.Evidence;
import io.picasso.analytics.gate.PhaseResult;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Runs a phase: measures each check, writes down what it found before it goes on, and removes what it made, however it
 * ends.
 */
public final class GateRun {
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
            GateOrder order = new GateOrder(evidence, before);
            if (request.override().isEmpty()) {
                order.requireSound();
                order.requirePassed(request.phase());
            }
            Optional<RecordedRun> resumed =
                    request.resume() ? Optional.of(order.toResume(request.phase())) : Optional.empty();
            RunLog log = new RunLog(evidence, request, new Heartbeat(listener, lock), target.clock());
            return new PhaseRun(target, request, log, stop).run(before, resumed);
        }
    }
}
