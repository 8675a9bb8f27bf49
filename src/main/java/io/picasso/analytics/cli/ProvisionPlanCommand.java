package io.picasso.analytics.cli;

import io.picasso.analytics.failure.ExitStatus;
import java.time.Duration;
import picocli.CommandLine.Mixin;

/** Shows what an apply would do. */
@picocli.CommandLine.Command(
        name = "plan",
        description = {
            "Compares what is declared with what is there, and shows what 'apply' would do. Changes nothing.",
            "Each resource is: create (not there), alter (can be changed in place), same, or conflict (another shape;"
                    + " never touched)."
        },
        footer = {"", "Example:", "  picasso-analytics provision plan tables queue"})
final class ProvisionPlanCommand extends ProvisionPartsCommand {
    @Mixin
    PackageOption source = new PackageOption();

    @Override
    ExitStatus run() {
        print(new ProvisionPlanAnswer(
                environment(), provision(Duration.ZERO, source).plan(parts())));
        return ExitStatus.OK;
    }
}
