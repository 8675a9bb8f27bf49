package io.picasso.analytics.cli;

import io.picasso.analytics.change.ChangeKind;
import io.picasso.analytics.change.EnvironmentChange;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.operation.rollback.SwitchRequest;
import io.picasso.analytics.operation.rollback.WriteSwitch;
import io.picasso.analytics.wiring.Functions;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Turns the processor's switch. */
abstract class SwitchCommand extends EnvironmentCommand {
    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    boolean yes;

    @Option(names = "--dry-run", description = "Decide everything, change nothing.")
    boolean dryRun;

    @Mixin
    ChangeOptions change = new ChangeOptions();

    abstract ChangeKind kind();

    /** Whether the change is written down before it is made. */
    boolean recorded() {
        return true;
    }

    @Override
    final ExitStatus run() {
        String environment = wiring().settings().environment();
        Functions functions = wiring().functions(change.longestWait());
        WriteSwitch writes = functions.writes();
        boolean on = kind() == ChangeKind.ENABLE;
        WriteSwitch.Plan plan = writes.plan(on, recorded());
        EnvironmentChange wanted = plan.change();
        if (dryRun) {
            print(SwitchAnswer.planned(environment, kind(), functions.processor(), wanted, Optional.empty()));
            return ExitStatus.OK;
        }
        if (!wanted.isNothing()) {
            ConfirmationOptions given = new ConfirmationOptions();
            given.yes = yes;
            new Confirmation(context().terminal(), given, false)
                    .change("Set " + wanted.describe() + " in function " + functions.processor() + " of environment "
                            + environment + "?");
        }
        SwitchRequest request =
                change.request(wiring().callerIdentity(), context().variables(), recorded());
        try (Interruption.Registration ending = underway(
                "the change of function " + functions.processor(), recorded() ? "rollback status" : "writes status")) {
            print(SwitchAnswer.made(
                    environment,
                    kind(),
                    writes.set(kind(), plan, request),
                    Optional.empty(),
                    context().clock().instant()));
        }
        return ExitStatus.OK;
    }
}
