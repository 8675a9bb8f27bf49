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
        EnvironmentChange plan = writes.plan(on);
        if (confirmation.dryRun) {
            print(SwitchAnswer.planned(environment, kind(), functions.processor(), plan));
            return ExitStatus.OK;
        }
        if (!plan.isNothing()) {
            new Confirmation(context().terminal(), confirmation, false)
                    .change("Set " + plan.describe() + " in function " + functions.processor() + " of environment "
                            + environment + "?");
        }
        SwitchRequest request = change.request(wiring().callerIdentity(), context().variables(), recorded());
        print(SwitchAnswer.made(
                environment,
                kind(),
                writes.set(kind(), request),
                context().clock().instant()));
        return ExitStatus.OK;
    }
}
