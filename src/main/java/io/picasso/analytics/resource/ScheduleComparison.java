package io.picasso.analytics.resource;

import io.picasso.analytics.resource.ScheduleChange.AddTarget;
import io.picasso.analytics.resource.ScheduleChange.PermitRule;
import io.picasso.analytics.resource.ScheduleChange.PutRule;
import java.util.List;
import java.util.Optional;

/** Compares a declared schedule with what was found. */
public final class ScheduleComparison {
    private ScheduleComparison() {}

    /**
     * The difference.
     *
     * @param function ARN of the function; empty when it is not deployed
     * @param permitted whether the function's policy lets the schedule call it
     */
    public static Difference compare(
            ScheduleDeclaration wanted, Optional<FoundSchedule> found, Optional<String> function, boolean permitted) {
        Difference difference = found.map(schedule -> compare(wanted, schedule, function, permitted))
                .orElseGet(() -> Comparison.create(
                        wanted,
                        List.of(
                                new Detail("calls", Detail.NONE, wanted.function()),
                                new Detail("when", Detail.NONE, wanted.expression())),
                        List.of(new PutRule(wanted, true), new AddTarget(wanted), new PermitRule(wanted))));
        if (function.isPresent()) {
            return difference;
        }
        return new Difference(
                wanted,
                difference.verdict(),
                difference.details(),
                difference.changes(),
                List.of("function " + wanted.function()
                        + " is not deployed; 'picasso-analytics deploy push' comes first"));
    }

    private static Difference compare(
            ScheduleDeclaration wanted, FoundSchedule found, Optional<String> function, boolean permitted) {
        Comparison comparison = new Comparison(wanted);
        if (!found.expression().equals(wanted.expression())) {
            comparison.alter("when", found.expression(), wanted.expression(), new PutRule(wanted, found.enabled()));
        }
        boolean called = function.filter(found.targets()::contains).isPresent();
        if (!called) {
            String calls = found.targets().isEmpty() ? Detail.NONE : String.join(", ", found.targets());
            comparison.alter("calls", calls, wanted.function(), new AddTarget(wanted));
        }
        if (!permitted) {
            comparison.alter("policy", Detail.NONE, "it may call " + wanted.function(), new PermitRule(wanted));
        }
        if (!found.enabled()) {
            comparison.note("it is switched off, and left so");
        }
        return comparison.difference();
    }
}
