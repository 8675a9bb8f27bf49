package io.picasso.analytics.cli;

import io.picasso.analytics.change.ChangeKind;
import io.picasso.analytics.change.EnvironmentChange;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.operation.rollback.SwitchRequest;
import io.picasso.analytics.operation.rollback.WriteSwitch;
import io.picasso.analytics.wiring.Functions;
import picocli.CommandLine.Mixin;

/** Turns the processor's switch. */
abstract class SwitchCommand extends EnvironmentCommand {
    @Mixin
    ConfirmationOptions confirmation = new ConfirmationOptions();

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
        WriteSwitch.Plan plan = writes.plan(on);
        EnvironmentChange wanted = plan.change();
        if (confirmation.dryRun) {
            print(SwitchAnswer.planned(environment, kind(), functions.processor(), wanted));
            return ExitStatus.OK;
        }
        if (!wanted.isNothing()) {
            new Confirmation(context().terminal(), confirmation, false)
                    .change("Set " + wanted.describe() + " in function " + functions.processor() + " of environment "
                            + environment + "?");
        }
        SwitchRequest request =
                change.request(wiring().callerIdentity(), context().variables(), recorded());
        print(SwitchAnswer.made(
                environment,
                kind(),
                writes.set(kind(), plan, request),
                context().clock().instant()));
        return ExitStatus.OK;
    }
}
