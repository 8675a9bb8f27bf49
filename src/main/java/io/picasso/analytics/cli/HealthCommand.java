package io.picasso.analytics.cli;

import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.gate.CheckResult;
import java.util.List;

/** Shows whether the environment is well. */
@picocli.CommandLine.Command(
        name = "health",
        description = {
            "Shows on one screen whether the environment is well: services, tables, lake, queues, dead letters, the"
                    + " function and what calls it, the switch for the tables, alarms, and the gates' last evidence."
                    + " Writes nothing and receives no message of the event queue.",
            "Ends with status 0 when all is well, 3 when something is not, 8 when something could not be measured, 4"
                    + " when something cannot be told, such as the state of a function that is not deployed."
        },
        footer = {"", "Example:", "  picasso-analytics health", "  picasso-analytics health -o json --env production"})
final class HealthCommand extends EnvironmentCommand {
    @Override
    ExitStatus run() {
        List<CheckResult> results = care().health().look(result -> {});
        CheckupAnswer answer = new CheckupAnswer(settings().environment(), "health", results, true);
        print(answer);
        return answer.status();
    }
}
