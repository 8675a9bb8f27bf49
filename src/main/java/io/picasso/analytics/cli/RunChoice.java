package io.picasso.analytics.cli;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.backfill.RunHistory;
import io.picasso.analytics.port.Runs;
import org.jspecify.annotations.Nullable;

/** Which run is meant: the one that is named, or the newest of the environment that got as far as to read something. */
record RunChoice(Runs runs, String environment) {
    String of(@Nullable String named) {
        if (named != null) {
            return named;
        }
        return runs.list().stream()
                .filter(run -> isMeant(RunHistory.of(runs, run)))
                .findFirst()
                .orElseThrow(() -> Failure.of(FailureCode.NOT_FOUND, "There is no backfill run of this environment")
                        .where("environment " + environment)
                        .next("Start one with 'picasso-analytics backfill run'."));
    }

    private boolean isMeant(RunHistory run) {
        return run.environment().equals(environment) && !run.neverBegan();
    }
}
