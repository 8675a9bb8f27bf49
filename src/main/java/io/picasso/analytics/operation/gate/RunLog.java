package io.picasso.analytics.operation.gate;

import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.gate.Check;
import io.picasso.analytics.gate.CheckResult;
import io.picasso.analytics.gate.Evidence;
import io.picasso.analytics.gate.PhaseResult;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Writes a run down as it goes on, each step before the next one, and tells who listens. */
final class RunLog {
    private final EvidenceStore evidence;
    private final GateRequest request;
    private final GateListener listener;
    private final Clock clock;
    private final Instant began;
    private final String run;
    private final Map<String, CheckResult> results = new LinkedHashMap<>();

    RunLog(EvidenceStore evidence, GateRequest request, GateListener listener, Clock clock) {
        this.evidence = evidence;
        this.request = request;
        this.listener = listener;
        this.clock = clock;
        this.began = now();
        this.run = "gate" + request.phase().number() + "-"
                + UtcTime.format(began).substring(0, 19).replaceAll("[^0-9T]", "") + "-"
                + UUID.randomUUID().toString().substring(0, 6);
    }

    /** As exactly as it is written down. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** The run's name. */
    String run() {
        return run;
    }

    GateListener listener() {
        return listener;
    }

    /** @param resumed the run whose passed checks are taken over */
    void begin(String environment, Optional<RecordedRun> resumed, List<Check> checks) {
        evidence.append(new Evidence.Begun(
                run,
                began,
                request.phase(),
                environment,
                request.who(),
                new TreeMap<>(request.versions()),
                request.override(),
                resumed.map(RecordedRun::run)));
        listener.begun(run, checks);
    }

    /** @param takenFrom the run that measured it, where that was another one */
    void checked(CheckResult result, Optional<String> takenFrom) {
        results.put(result.check(), result);
        evidence.append(new Evidence.Checked(run, now(), result, takenFrom));
        listener.checked(result);
    }

    /** Whether that check was made in this run, or taken over, and passed. */
    boolean passed(String check) {
        return Optional.ofNullable(results.get(check))
                .filter(CheckResult::passed)
                .isPresent();
    }

    void rolledBack(Evidence.RolledBack done) {
        evidence.append(done);
        listener.noted(done.detail());
    }

    /** @param cutShort why it did not come to its end; no characters: it did */
    GateRun.Outcome end(String cutShort, Optional<Evidence.RolledBack> rolledBack) {
        PhaseResult result = new PhaseResult(request.phase(), List.copyOf(results.values()), cutShort, began, now());
        int record =
                evidence.append(new Evidence.Ended(run, result.ended(), request.phase(), result.verdict(), cutShort));
        return new GateRun.Outcome(run, result, rolledBack, record, evidence.place(record));
    }
}
