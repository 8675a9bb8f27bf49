package io.picasso.analytics.cli;

import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.operation.provision.ProvisionPlan;
import java.time.Duration;
import picocli.CommandLine.Mixin;

/** Checks that an environment is as declared. */
@picocli.CommandLine.Command(
        name = "drift",
        description = {
            "Checks that an environment is as declared. Changes nothing.",
            "Ends with status 3 when anything differs."
        },
        footer = {"", "Example:", "  picasso-analytics provision drift --env production || echo 'somebody was here'"})
final class ProvisionDriftCommand extends ProvisionPartsCommand {
    @Mixin
    PackageOption source = new PackageOption();

    @Override
    ExitStatus run() {
        ProvisionPlan plan = provision(Duration.ZERO, source).plan(parts());
        print(new ProvisionPlanAnswer(environment(), plan));
        return plan.same() ? ExitStatus.OK : ExitStatus.CHECK_FAILED;
    }
}
