package io.picasso.analytics.resource;

import io.picasso.analytics.resource.Measured.Point;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Decides how an alarm is, by CloudWatch's rules: of the last periods, so many are above the threshold. The periods end
 * now, not at the full minute, so that what has just happened is seen.
 */
public final class AlarmEvaluation {
    private AlarmEvaluation() {}

    /**
     * The state.
     *
     * @param rule a rule of ours
     * @param measured the values of the metric
     * @param before the state it was in; kept where no value is to keep it
     */
    public static AlarmState state(AlarmRule rule, Measured measured, Instant now, Optional<AlarmState> before) {
        Optional<Statistic> statistic = Statistic.of(rule.statistic());
        if (statistic.isEmpty() || !rule.comparison().equals(AlarmRule.ABOVE)) {
            return unknown("only sums and maxima above a threshold are evaluated here");
        }
        if (!measured.possible()) {
            return unknown(measured.gap());
        }
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < rule.periods(); i++) {
            Instant end = now.minus(rule.period().multipliedBy(i));
            Instant start = end.minus(rule.period());
            List<Double> period = measured.points().stream()
                    .filter(point -> point.at().isAfter(start) && !point.at().isAfter(end))
                    .map(Point::value)
                    .toList();
            if (!period.isEmpty()) {
                values.add(statistic.get().of(period));
            }
        }
        long above = values.stream().filter(value -> value > rule.threshold()).count();
        if (values.isEmpty() && rule.missing().equals(MissingData.KEEP.word())) {
            return before.filter(AlarmState::known).orElseGet(() -> unknown("no value so far"));
        }
        if (values.isEmpty() && rule.missing().equals(MissingData.UNKNOWN.word())) {
            return unknown("no value in " + span(rule));
        }
        String reason = values.isEmpty()
                ? "no value in " + span(rule) + ", which is fine"
                : rule.statistic().toLowerCase(Locale.ROOT) + " " + number(values.get(0)) + " in "
                        + rule.period().toSeconds() + " s, "
                        + (above >= rule.breaches() ? "above " : "not above ") + number(rule.threshold())
                        + (rule.periods() > 1
                                ? " (" + above + " of " + rule.periods() + " periods above, " + rule.breaches()
                                        + " needed)"
                                : "");
        return new AlarmState(above >= rule.breaches() ? AlarmState.FIRING : AlarmState.OK, reason, Optional.empty());
    }

    private static AlarmState unknown(String why) {
        return new AlarmState(AlarmState.UNKNOWN, why, Optional.empty());
    }

    private static String span(AlarmRule rule) {
        return rule.period().multipliedBy(rule.periods()).toSeconds() + " s";
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.3f", value);
    }
}
