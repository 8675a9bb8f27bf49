package io.picasso.analytics.operation.checkup;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.gate.Check;
import io.picasso.analytics.gate.CheckResult;
import io.picasso.analytics.gate.Measurement;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Makes checks in their order. One that needs another that did not pass is skipped, so that one fault is told once. */
public final class Checkup {
    private final Clock clock;
    private final BooleanSupplier stop;
    private final Consumer<CheckResult> listener;
    private final Map<String, CheckResult> results = new LinkedHashMap<>();

    /**
     * @param stop asked before each check; what is not measured then is inconclusive
     * @param listener told of each result
     */
    public Checkup(Clock clock, BooleanSupplier stop, Consumer<CheckResult> listener) {
        this.clock = clock;
        this.stop = stop;
        this.listener = listener;
    }

    /** Makes a check, after those it needs. A failure of the probe means that it could not be measured. */
    public void make(Check check, Supplier<Measurement> probe) {
        note(result(check, probe, stop));
    }

    /** As {@link #make}, also when it was stopped: for cleaning up. */
    public void makeAnyway(Check check, Supplier<Measurement> probe) {
        note(result(check, probe, () -> false));
    }

    private void note(CheckResult result) {
        results.put(result.check(), result);
        listener.accept(result);
    }

    private CheckResult result(Check check, Supplier<Measurement> probe, BooleanSupplier stopped) {
        Optional<String> before = check.needs().stream()
                .filter(needed -> Optional.ofNullable(results.get(needed))
                        .filter(CheckResult::passed)
                        .isEmpty())
                .findFirst();
        Instant began = clock.instant();
        if (before.isPresent()) {
            return check.skip(before.get() + " did not pass", began);
        }
        if (stopped.getAsBoolean()) {
            return check.judge(Measurement.untold("it was stopped before"), began, began);
        }
        Measurement measured;
        try {
            measured = probe.get();
        } catch (Failure failure) {
            measured = Measurement.broken(
                    failure.what() + failure.why().map(why -> ": " + why).orElse(""));
        }
        return check.judge(measured, began, clock.instant());
    }

    /** What was found, in the order of the checks. */
    public List<CheckResult> results() {
        return List.copyOf(results.values());
    }
}
