package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.operation.alarms.AlarmPlan;
import io.picasso.analytics.operation.alarms.Alarms;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Mixin;

/** Sets the alarms. */
@picocli.CommandLine.Command(
        name = "apply",
        description = {
            "Sets the alarms that are not there or differ from what is declared. Doing it twice changes nothing.",
            "When something that an alarm watches is not there, none is set, and it ends with status 5."
        },
        footer = {"", "Example:", "  picasso-analytics alarms apply --dry-run", "  picasso-analytics alarms apply --yes"
        })
final class AlarmsApplyCommand extends EnvironmentCommand {
    @Mixin
    ConfirmationOptions confirmation = new ConfirmationOptions();

    @Override
    ExitStatus run() {
        String environment = settings().environment();
        Alarms alarms = care().alarms();
        AlarmPlan plan = alarms.plan();
        if (confirmation.dryRun) {
            print(new AlarmsPlanAnswer(environment, plan));
            return plan.absent().isEmpty() ? ExitStatus.OK : ExitStatus.NOT_FOUND;
        }
        int changes = plan.changes().size();
        if (changes > 0 && plan.absent().isEmpty()) {
            new Confirmation(context().terminal(), confirmation, false)
                    .change("Set " + Plural.of(changes, "alarm") + " in environment " + environment + "?");
        }
        print(new Set(environment, alarms.apply(plan, this::note)));
        return ExitStatus.OK;
    }

    private record Set(String environment, int set) implements Answer {
        @Override
        public Map<String, Object> data() {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("environment", environment);
            data.put("alarms_set", set);
            return data;
        }

        @Override
        public void draw(Screen screen) {
            screen.line(
                    set == 0
                            ? "Nothing to change: the alarms of environment " + environment + " are as declared."
                            : screen.toned(Tone.GOOD, "Done") + ": " + Plural.of(set, "alarm") + " set in environment "
                                    + environment + ".");
        }
    }
}
