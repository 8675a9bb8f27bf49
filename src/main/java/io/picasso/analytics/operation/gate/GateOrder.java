package io.picasso.analytics.operation.gate;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.gate.Phase;
import java.util.List;
import java.util.Optional;

/** What has to be so before a phase begins. */
final class GateOrder {
    private final EvidenceStore evidence;
    private final List<RecordedRun> runs;

    /** @param runs the runs of the evidence */
    GateOrder(EvidenceStore evidence, List<RecordedRun> runs) {
        this.evidence = evidence;
        this.runs = List.copyOf(runs);
    }

    /** @throws Failure EVIDENCE_ALTERED when the evidence is not what was written */
    void requireSound() {
        evidence.verify(Optional.empty()).broken().ifPresent(broken -> {
            throw Failure.of(FailureCode.EVIDENCE_ALTERED, "The evidence is not what was written")
                    .where(evidence.place(broken.place()))
                    .why(broken.why());
        });
    }

    /** @throws Failure GATE_CLOSED when the last run of the phase before this one has not passed */
    void requirePassed(Phase phase) {
        phase.before().ifPresent(earlier -> {
            Optional<RecordedRun> last = RecordedRun.last(runs, earlier);
            if (last.filter(RecordedRun::passed).isEmpty()) {
                String resume = last.filter(RecordedRun::unfinished).isPresent() ? " --resume" : "";
                throw Failure.of(
                                FailureCode.GATE_CLOSED,
                                "Phase " + earlier.number() + " has not passed, so phase " + phase.number()
                                        + " does not begin")
                        .why(last.map(GateOrder::ending).orElse("it was never run"))
                        .next("Run 'picasso-analytics gate run " + earlier.number() + resume
                                + "', or go on all the same with --override REASON; the reason is kept.");
            }
        });
    }

    private static String ending(RecordedRun run) {
        return "its last run " + run.run() + " "
                + run.ended()
                        .map(end -> "ended with " + end.verdict().word()
                                + (end.cutShort().isEmpty() ? "" : ": it was " + end.cutShort()))
                        .orElse("was killed before its end");
    }

    /**
     * The run to go on with.
     *
     * @throws Failure NOT_FOUND when the last run of the phase came to its end
     */
    RecordedRun toResume(Phase phase) {
        return RecordedRun.last(runs, phase)
                .filter(RecordedRun::unfinished)
                .orElseThrow(() -> Failure.of(
                                FailureCode.NOT_FOUND, "There is no run of phase " + phase.number() + " to resume")
                        .why("its last run came to its end, or there is none")
                        .next("Run it without --resume."));
    }
}
