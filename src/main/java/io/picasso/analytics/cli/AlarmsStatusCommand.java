package io.picasso.analytics.cli;

import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.operation.alarms.AlarmStatus;
import java.util.List;

/** Shows how the alarms are. */
@picocli.CommandLine.Command(
        name = "status",
        description = {
            "Shows every declared alarm: whether it fires, why, and since when.",
            "Ends with status 3 when one fires, is not there, or differs from what is declared; with 4 when of none can"
                    + " be told how it is."
        },
        footer = {"", "Example:", "  picasso-analytics alarms status", "  picasso-analytics alarms status -o json"})
final class AlarmsStatusCommand extends EnvironmentCommand {
    @Override
    ExitStatus run() {
        List<AlarmStatus> all = care().alarms().status();
        print(new AlarmsStatusAnswer(settings().environment(), all));
        if (all.stream().anyMatch(alarm -> alarm.firing() || !alarm.asDeclared())) {
            return ExitStatus.CHECK_FAILED;
        }
        boolean known = all.stream()
                .anyMatch(alarm ->
                        alarm.found().filter(found -> found.state().known()).isPresent());
        return known ? ExitStatus.OK : ExitStatus.INCONCLUSIVE;
    }
}
