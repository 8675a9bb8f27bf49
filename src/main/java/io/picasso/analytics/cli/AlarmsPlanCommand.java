package io.picasso.analytics.cli;

import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.operation.alarms.AlarmPlan;

/** Shows what an apply would set. */
@picocli.CommandLine.Command(
        name = "plan",
        description = {
            "Compares the declared alarms with those that are there, and shows what 'apply' would set. Changes nothing.",
            "Ends with status 5 when something that an alarm watches is not there: CloudWatch would take the alarm, and"
                    + " never fire it."
        },
        footer = {"", "Example:", "  picasso-analytics alarms plan"})
final class AlarmsPlanCommand extends EnvironmentCommand {
    @Override
    ExitStatus run() {
        AlarmPlan plan = care().alarms().plan();
        print(new AlarmsPlanAnswer(settings().environment(), plan));
        return plan.absent().isEmpty() ? ExitStatus.OK : ExitStatus.NOT_FOUND;
    }
}
