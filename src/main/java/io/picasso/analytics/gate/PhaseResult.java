package io.picasso.analytics.gate;

import java.time.Instant;
import java.util.List;

/**
 * What a phase's checks found.
 *
 * @param phase the phase
 * @param checks its checks in order, also those that were skipped
 * @param cutShort why it did not come to its end; no characters when it did
 * @param began when it began
 * @param ended when it ended
 */
public record PhaseResult(Phase phase, List<CheckResult> checks, String cutShort, Instant began, Instant ended) {
    public PhaseResult {
        checks = List.copyOf(checks);
    }

    /** The worst of its checks. What was cut short, or has no checks, is at best inconclusive. */
    public GateVerdict verdict() {
        GateVerdict worst =
                GateVerdict.worst(checks.stream().map(CheckResult::verdict).toList());
        return cutShort.isEmpty() ? worst : worst.worst(GateVerdict.INCONCLUSIVE);
    }

    public boolean passed() {
        return verdict() == GateVerdict.PASS;
    }

    /** How many checks have this verdict. */
    public long count(GateVerdict verdict) {
        return checks.stream().filter(check -> check.verdict() == verdict).count();
    }
}
