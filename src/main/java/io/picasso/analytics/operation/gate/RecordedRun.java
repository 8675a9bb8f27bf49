package io.picasso.analytics.operation.gate;

import io.picasso.analytics.gate.CheckResult;
import io.picasso.analytics.gate.Evidence;
import io.picasso.analytics.gate.Evidence.Begun;
import io.picasso.analytics.gate.Evidence.Checked;
import io.picasso.analytics.gate.Evidence.Ended;
import io.picasso.analytics.gate.Evidence.RolledBack;
import io.picasso.analytics.gate.GateVerdict;
import io.picasso.analytics.gate.Phase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A run of a phase as it stands in the evidence.
 *
 * @param begun how it began
 * @param checked its checks, in order
 * @param rolledBack whether it switched the table writes off; empty where it did not try
 * @param ended how it ended; empty when it was killed, or is at it
 */
public record RecordedRun(Begun begun, List<Checked> checked, Optional<RolledBack> rolledBack, Optional<Ended> ended) {
    public RecordedRun {
        checked = List.copyOf(checked);
    }

    /** All runs of the evidence, the first one first. */
    public static List<RecordedRun> of(List<Evidence> evidence) {
        Map<String, List<Evidence>> runs = new LinkedHashMap<>();
        evidence.forEach(
                one -> runs.computeIfAbsent(one.run(), run -> new ArrayList<>()).add(one));
        return runs.values().stream().flatMap(all -> one(all).stream()).toList();
    }

    private static Optional<RecordedRun> one(List<Evidence> all) {
        return all.get(0) instanceof Begun begun
                ? Optional.of(new RecordedRun(
                        begun, only(all, Checked.class), last(all, RolledBack.class), last(all, Ended.class)))
                : Optional.empty();
    }

    private static <T> List<T> only(List<Evidence> all, Class<T> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static <T> Optional<T> last(List<Evidence> all, Class<T> kind) {
        return only(all, kind).stream().reduce((one, later) -> later);
    }

    public String run() {
        return begun.run();
    }

    public Phase phase() {
        return begun.phase();
    }

    /** What its checks found. */
    public List<CheckResult> results() {
        return checked.stream().map(Checked::result).toList();
    }

    /** Its verdict; of a run without an end nothing can be told. */
    public GateVerdict verdict() {
        return ended.map(Ended::verdict).orElse(GateVerdict.INCONCLUSIVE);
    }

    /** Whether it came to its end, and every check of it passed. */
    public boolean passed() {
        return ended.isPresent() && verdict() == GateVerdict.PASS;
    }

    /** Whether it was killed or cut short, so that it can be gone on with. */
    public boolean unfinished() {
        return ended.filter(end -> end.cutShort().isEmpty()).isEmpty();
    }

    /** The last run of a phase; empty when there is none. */
    public static Optional<RecordedRun> last(List<RecordedRun> runs, Phase phase) {
        return runs.stream().filter(run -> run.phase() == phase).reduce((one, later) -> later);
    }

    /** The median of the last baseline that was recorded and held, in milliseconds; empty when there is none. */
    static OptionalDouble baseline(List<RecordedRun> runs) {
        return runs.stream()
                .flatMap(run -> run.results().stream())
                .filter(result -> result.check().equals("3.baseline") && result.passed())
                .reduce((one, later) -> later)
                .stream()
                .flatMap(result -> result.figures().stream())
                .filter(figure -> figure.name().equals("p50"))
                .mapToDouble(figure -> figure.value().doubleValue())
                .findFirst();
    }
}
