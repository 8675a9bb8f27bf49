package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.operation.provision.Applied;
import io.picasso.analytics.operation.provision.Provision;
import io.picasso.analytics.operation.provision.ProvisionPlan;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes an environment what is declared. */
@picocli.CommandLine.Command(
        name = "apply",
        description = {
            "Makes what is missing and changes what differs, and waits until all of it can be used.",
            "Doing it twice changes nothing. With a conflict nothing is changed at all."
        },
        footer = {
            "",
            "Example:",
            "  picasso-analytics provision apply --dry-run",
            "  picasso-analytics provision apply --yes"
        })
final class ProvisionApplyCommand extends ProvisionPartsCommand {
    @Mixin
    PackageOption source = new PackageOption();

    @Mixin
    ConfirmationOptions confirmation = new ConfirmationOptions();

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            converter = NaturalNumber.class,
            defaultValue = "600",
            description = "How long to wait for one table or function to become ready (default: ${DEFAULT-VALUE}).")
    int waitSeconds;

    @Override
    ExitStatus run() {
        Provision provision = provision(Duration.ofSeconds(waitSeconds), source);
        ProvisionPlan plan = provision.plan(parts());
        if (confirmation.dryRun) {
            print(new ProvisionPlanAnswer(environment(), plan));
            return ExitStatus.OK;
        }
        int changes = plan.changes().size();
        if (changes > 0 && plan.conflicts().isEmpty()) {
            new Confirmation(context().terminal(), confirmation, false)
                    .change("Make " + (changes == 1 ? "one change" : changes + " changes") + " in environment "
                            + environment() + "?");
        }
        print(new Made(environment(), provision.apply(plan, this::note)));
        return ExitStatus.OK;
    }

    private record Made(String environment, Applied applied) implements Answer {
        @Override
        public Map<String, Object> data() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("environment", environment);
            fields.put(
                    "changes",
                    applied.made().stream()
                            .map(change -> {
                                Map<String, Object> row = new LinkedHashMap<>();
                                row.put("resource", change.resource());
                                row.put("change", change.describe());
                                return row;
                            })
                            .toList());
            fields.put("notes", applied.notes());
            return fields;
        }

        @Override
        public Optional<String> rows() {
            return Optional.of("changes");
        }

        @Override
        public void draw(Screen screen) {
            int made = applied.made().size();
            screen.line(
                    made == 0
                            ? "Nothing to change: environment " + environment + " is as declared."
                            : screen.toned(Tone.GOOD, "Done") + ": " + made + (made == 1 ? " change" : " changes")
                                    + " in environment " + environment + ".");
            applied.notes().forEach(note -> screen.line("  " + screen.toned(Tone.FAINT, note)));
        }
    }
}
