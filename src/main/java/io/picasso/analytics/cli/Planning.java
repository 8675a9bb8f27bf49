package io.picasso.analytics.cli;

import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.backfill.BackfillPlan;
import io.picasso.analytics.operation.backfill.RunRequest;
import io.picasso.analytics.wiring.Backfills;
import java.util.Locale;
import java.util.OptionalLong;

/** Makes a plan, prints it, and refuses what is too expensive. */
record Planning(EnvironmentCommand command, Backfills backfills) {
    ExitStatus print(RunRequest request) {
        BackfillPlan plan;
        try (Progress progress = command.progress("events read", OptionalLong.empty())) {
            plan = backfills.plan(
                    request, command.context().interruption()::requested, more -> progress.advance(more, 0));
        }
        command.print(new PlanAnswer(plan, request));
        if (request.dollars().isPresent() && plan.dollars() > request.dollars().getAsDouble()) {
            throw Failure.of(
                            FailureCode.TOO_EXPENSIVE,
                            String.format(
                                    Locale.ROOT,
                                    "It would cost $%s, more than --max-cost %s allows",
                                    Dollars.of(plan.dollars()),
                                    request.dollars().getAsDouble()))
                    .next("Choose fewer days or one tenant, or allow more.");
        }
        if (request.errors().isExceeded(plan.rejected(), plan.lines(), true)) {
            throw Failure.of(
                            FailureCode.TOO_MANY_ERRORS,
                            plan.rejected() + " records would be rejected, more than --max-errors " + request.errors()
                                    + " allows")
                    .why(plan.rejected() + " of " + plan.lines() + " lines are no events")
                    .next("Look at them with 'backfill run', which puts them aside with their reasons, or allow more.");
        }
        return plan.rejected() == 0 ? ExitStatus.OK : ExitStatus.SOME_REJECTED;
    }
}
