package io.picasso.analytics.operation.gate;

import io.picasso.analytics.change.ChangeKind;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.gate.CheckResult;
import io.picasso.analytics.gate.Evidence;
import io.picasso.analytics.gate.GateVerdict;
import io.picasso.analytics.gate.Phase;
import io.picasso.analytics.operation.rollback.SwitchRequest;
import io.picasso.analytics.operation.rollback.SwitchResult;
import io.picasso.analytics.operation.rollback.WriteSwitch;
import java.util.Optional;
import java.util.function.Supplier;

/** Switches the table writes off when a check of phase 4 fails: level 1, once in a run, where that was asked for. */
final class AutoRollback {
    private final Supplier<WriteSwitch> writes;
    private final GateRequest request;
    private final RunLog log;
    private Optional<Evidence.RolledBack> done = Optional.empty();

    /** @param writes asked when there is something to switch off */
    AutoRollback(Supplier<WriteSwitch> writes, GateRequest request, RunLog log) {
        this.writes = writes;
        this.request = request;
        this.log = log;
    }

    /** What was done; empty as long as nothing was. */
    Optional<Evidence.RolledBack> done() {
        return done;
    }

    /** Looks at a result, and does what is to be done about it. */
    void after(CheckResult result) {
        // That writing is off already is no reason to switch it off.
        boolean concernsWrites =
                request.phase() == Phase.WRITES && !result.check().equals("4.writes_on");
        if (request.autoRollback() && concernsWrites && done.isEmpty() && result.verdict() == GateVerdict.FAIL) {
            Evidence.RolledBack off = switchOff(result);
            done = Optional.of(off);
            log.rolledBack(off);
        }
    }

    private Evidence.RolledBack switchOff(CheckResult failed) {
        String reason = "gate run " + log.run() + ": " + failed.check() + ": " + failed.reason();
        try {
            SwitchResult result = writes.get().set(ChangeKind.LEVEL1, new SwitchRequest(request.who(), reason, true));
            String undo = result.number().isPresent()
                    ? "To take it back: 'picasso-analytics rollback undo "
                            + result.number().getAsInt() + "'."
                    : "They were off already.";
            return new Evidence.RolledBack(
                    log.run(),
                    log.now(),
                    true,
                    "Table writes are switched off (rollback level 1), because " + failed.check() + " failed. " + undo);
        } catch (Failure failure) {
            return new Evidence.RolledBack(
                    log.run(),
                    log.now(),
                    false,
                    "Table writes could NOT be switched off: " + Checking.text(failure)
                            + ". Do it yourself: 'picasso-analytics rollback level1'.");
        }
    }
}
