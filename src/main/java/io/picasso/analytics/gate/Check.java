package io.picasso.analytics.gate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One check of a phase: what is measured, what it may be, and what to do when it is not.
 *
 * @param id its name, such as {@code 1.ttl}; begins with the number of the phase
 * @param measures what is measured, one line without a full stop
 * @param needs ids of the checks that have to pass before it is worth measuring
 * @param limits what the figures may be; at least one, because what has no limit cannot fail
 * @param samples how many things have to be measured at least; at least 1, because no data proves nothing
 * @param remedy what to do when it does not pass, one or two sentences
 * @param covers the lines of the plan that it proves, or helps to prove
 */
public record Check(
        String id,
        String measures,
        List<String> needs,
        List<Limit> limits,
        int samples,
        String remedy,
        List<PlanLine> covers) {
    public Check {
        needs = List.copyOf(needs);
        limits = List.copyOf(limits);
        covers = List.copyOf(covers);
        if (limits.isEmpty() || samples < 1) {
            throw new IllegalArgumentException("check " + id + " could not fail");
        }
    }

    /** The verdict on what was measured. */
    public CheckResult judge(Measurement measurement, Instant began, Instant ended) {
        if (measurement instanceof Measurement.Broken broken) {
            return result(GateVerdict.ERROR, broken.reason(), measurement, began, ended);
        }
        if (measurement instanceof Measurement.Untold untold) {
            return result(GateVerdict.INCONCLUSIVE, untold.reason(), measurement, began, ended);
        }
        List<String> broken = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Limit limit : limits) {
            Optional<Figure> figure = measurement.figure(limit.figure());
            if (figure.isEmpty()) {
                missing.add(limit.figure() + " was not measured");
            } else if (!limit.holds(figure.get())) {
                broken.add(limit.figure() + " is " + figure.get().text() + ", and has to be "
                        + limit.rule().sign() + " " + Figure.text(limit.bound(), limit.unit()));
            }
        }
        // A limit that is broken on few samples is broken; one that holds on too few proves nothing.
        if (!broken.isEmpty() && measurement.samples() > 0) {
            return result(GateVerdict.FAIL, String.join("; ", broken), measurement, began, ended);
        }
        if (!missing.isEmpty()) {
            return result(GateVerdict.INCONCLUSIVE, String.join("; ", missing), measurement, began, ended);
        }
        if (measurement.samples() < samples) {
            String reason = measurement.samples() == 0
                    ? "there was nothing to measure"
                    : "only " + measurement.samples() + " of " + samples + " samples";
            return result(GateVerdict.INCONCLUSIVE, reason, measurement, began, ended);
        }
        return result(GateVerdict.PASS, "", measurement, began, ended);
    }

    /** It is not measured, for this reason. */
    public CheckResult skip(String reason, Instant at) {
        return result(GateVerdict.SKIP, reason, Measurement.untold(reason), at, at);
    }

    private CheckResult result(
            GateVerdict verdict, String reason, Measurement measurement, Instant began, Instant ended) {
        return new CheckResult(
                id,
                measures,
                verdict,
                reason,
                measurement.figures(),
                limits,
                measurement.samples(),
                samples,
                measurement.series(),
                measurement.seen(),
                verdict == GateVerdict.PASS ? "" : remedy,
                began,
                ended);
    }
}
