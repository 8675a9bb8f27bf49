package io.picasso.analytics.operation.gate;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.gate.Check;
import io.picasso.analytics.gate.CheckResult;
import io.picasso.analytics.gate.Measurement;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Makes the checks of a run one by one: each is taken over, skipped, or measured. */
final class Checking {
    /** Why a run that was told to stop did not come to its end. */
    static final String INTERRUPTED = "interrupted";

    private final RunLog log;
    private final Optional<RecordedRun> resumed;
    private final BooleanSupplier stop;

    /** @param resumed the run whose passed checks are taken over */
    Checking(RunLog log, Optional<RecordedRun> resumed, BooleanSupplier stop) {
        this.log = log;
        this.resumed = resumed;
        this.stop = stop;
    }

    /** Makes a check; when this returns, its result is written down. */
    CheckResult make(Check check, Optional<Probe> probe) {
        Optional<CheckResult> known = taken(check);
        CheckResult result = known.orElseGet(() -> made(check, probe));
        log.checked(result, known.flatMap(taken -> resumed).map(RecordedRun::run));
        return result;
    }

    private Optional<CheckResult> taken(Check check) {
        return resumed.stream()
                .flatMap(earlier -> earlier.results().stream())
                .filter(result -> result.check().equals(check.id()) && result.passed())
                .findFirst();
    }

    private CheckResult made(Check check, Optional<Probe> probe) {
        Instant start = log.now();
        Optional<String> skipped = reasonToSkip(check);
        if (skipped.isPresent()) {
            return check.skip(skipped.get(), start);
        }
        log.listener().checking(check);
        Measurement measured =
                probe.map(Checking::measure).orElseGet(() -> Measurement.broken("nothing measures " + check.id()));
        CheckResult result = check.judge(measured, start, log.now());
        // Who is interrupted while something is waited for has not seen that it does not come.
        return stop.getAsBoolean() && !result.passed()
                ? check.judge(measured.cutShort(INTERRUPTED), start, log.now())
                : result;
    }

    private Optional<String> reasonToSkip(Check check) {
        if (stop.getAsBoolean()) {
            return Optional.of(INTERRUPTED);
        }
        return check.needs().stream()
                .filter(need -> !log.passed(need))
                .findFirst()
                .map(need -> need + " did not pass");
    }

    /** Measures; that it could not be measured is a measurement too. */
    static Measurement measure(Probe probe) {
        try {
            return probe.measure();
        } catch (Failure failure) {
            return Measurement.broken(text(failure));
        }
    }

    /** A failure in one sentence. */
    static String text(Failure failure) {
        return failure.what() + failure.why().map(why -> ": " + why).orElse("");
    }
}
