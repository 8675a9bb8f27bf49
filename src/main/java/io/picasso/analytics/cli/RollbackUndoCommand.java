package io.picasso.analytics.cli;

import io.picasso.analytics.change.ChangeKind;
import io.picasso.analytics.change.EnvironmentChange;
import io.picasso.analytics.change.RecordedChange;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.operation.rollback.SwitchRequest;
import io.picasso.analytics.operation.rollback.WriteSwitch;
import io.picasso.analytics.wiring.Functions;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a change of the switch back. */
@picocli.CommandLine.Command(
        name = "undo",
        description = {
            "Gives the function the environment it had before a change: of the number that is given, else the last one"
                    + " that was not taken back.",
            "Refused with the difference when anything in the environment was changed since."
        },
        footer = {"", "Example:", "  picasso-analytics rollback undo --env production"})
final class RollbackUndoCommand extends EnvironmentCommand {
    @Parameters(arity = "0..1", paramLabel = "NUMBER", description = "The change, as 'rollback status' numbers it.")
    @Nullable
    Integer number;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    boolean yes;

    @Option(names = "--dry-run", description = "Decide everything, change nothing.")
    boolean dryRun;

    @Mixin
    ChangeOptions change = new ChangeOptions();

    @Override
    ExitStatus run() {
        String environment = wiring().settings().environment();
        Functions functions = wiring().functions(change.longestWait());
        RecordedChange undone =
                functions.history().toUndo(number == null ? OptionalInt.empty() : OptionalInt.of(number));
        WriteSwitch writes = functions.writes();
        EnvironmentChange plan = writes.planUndo(undone.number(), undone.intent());
        if (dryRun) {
            print(SwitchAnswer.planned(environment, ChangeKind.UNDO, functions.processor(), plan, Optional.of(undone)));
            return ExitStatus.OK;
        }
        if (!plan.isNothing()) {
            ConfirmationOptions given = new ConfirmationOptions();
            given.yes = yes;
            new Confirmation(context().terminal(), given, false)
                    .change("Take back " + SwitchAnswer.describe(undone) + ": set " + plan.describe() + " in function "
                            + functions.processor() + " of environment " + environment + "?");
        }
        SwitchRequest request =
                change.request(wiring().callerIdentity(), context().variables(), true);
        try (Interruption.Registration ending =
                underway("the change of function " + functions.processor(), "rollback status")) {
            print(SwitchAnswer.made(
                    environment,
                    ChangeKind.UNDO,
                    writes.undo(undone.number(), undone.intent(), request),
                    Optional.of(undone),
                    context().clock().instant()));
        }
        return ExitStatus.OK;
    }
}
