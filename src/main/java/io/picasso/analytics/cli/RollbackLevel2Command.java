package io.picasso.analytics.cli;

import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.rollback.SwitchRequest;
import io.picasso.analytics.operation.rollback.TableRemoval;
import io.picasso.analytics.resource.FoundTable;
import io.picasso.analytics.setting.SettingKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deletes the session tables. */
@picocli.CommandLine.Command(
        name = "level2",
        description = {
            "Deletes the two session tables, after their names were typed, here or at the question.",
            "Refused while the processor writes them (level 1 comes first) and while their deletion protection is on.",
            "In a protected environment --confirm NAME, the environment's name, is needed as well.",
            "The lake stays; 'provision apply' and 'backfill run' bring the tables back from it."
        },
        footer = {
            "",
            "Example:",
            "  picasso-analytics rollback level2 --dry-run --env staging",
            "  picasso-analytics rollback level2 picasso-session-events picasso-session-summaries --env staging"
        })
final class RollbackLevel2Command extends EnvironmentCommand {
    @Parameters(arity = "0..*", paramLabel = "TABLE", description = "The names of both tables, typed out.")
    List<String> typed = new ArrayList<>();

    @Option(names = "--confirm", paramLabel = "NAME", description = "The environment's name.")
    @Nullable
    String confirm;

    @Option(
            names = "--backup",
            description = "Save each table first, and wait for it; refused where the engine knows no backups.")
    boolean backup;

    /** As everywhere; what confirms here is the names. */
    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask; needed without a terminal. The names have to be given all the same.")
    boolean yes;

    @Option(names = "--dry-run", description = "Decide everything, change nothing.")
    boolean dryRun;

    @Mixin
    ChangeOptions change = new ChangeOptions();

    @Override
    ExitStatus run() {
        String environment = wiring().settings().environment();
        TableRemoval removal = wiring().functions(change.longestWait()).tableRemoval();
        TableRemoval.Plan plan = removal.plan(backup);
        if (dryRun || plan.tables().isEmpty()) {
            print(new RollbackLevel2Answer(environment, true, plan, null));
            return ExitStatus.OK;
        }
        confirmEnvironment(environment);
        confirmTables(plan);
        SwitchRequest request =
                change.request(wiring().callerIdentity(), context().variables(), true);
        try (Interruption.Registration ending = underway("the deletion of the session tables", "rollback status")) {
            print(new RollbackLevel2Answer(environment, false, plan, removal.remove(backup, request, this::note)));
        }
        return ExitStatus.OK;
    }

    private void confirmEnvironment(String environment) {
        boolean guarded = wiring().settings().flag(SettingKey.PROTECTED);
        if (confirm == null ? guarded : !confirm.equals(environment)) {
            throw Failure.of(
                            FailureCode.CONFIRMATION_NEEDED,
                            confirm == null
                                    ? "Environment '" + environment + "' is protected; nothing was deleted"
                                    : "--confirm names '" + confirm + "', but the environment is '" + environment
                                            + "'; nothing was deleted")
                    .next("Run the command again with --confirm " + environment + ".");
        }
    }

    private void confirmTables(TableRemoval.Plan plan) {
        List<String> names = wiring().functions(change.longestWait()).sessionTables();
        List<String> there = plan.tables().stream().map(FoundTable::name).toList();
        if (!typed.isEmpty()) {
            if (!Set.copyOf(typed).equals(Set.copyOf(names))
                    && !Set.copyOf(typed).equals(Set.copyOf(there))) {
                throw refused(
                        "The names that were typed are not those of the session tables; nothing was deleted", names);
            }
            if (!yes && !context().terminal().interactive()) {
                throw Failure.of(FailureCode.CONFIRMATION_NEEDED, "There is no terminal to ask at; nothing was deleted")
                        .next("Run the command again with --yes.");
            }
            return;
        }
        if (yes || !context().terminal().interactive()) {
            throw refused("The names of the tables were not typed; nothing was deleted", names);
        }
        plan.tables()
                .forEach(table -> note("will delete table " + table.name() + " with about " + table.itemCount()
                        + " items" + (backup ? ", after a backup" : ", without a backup; --backup makes one")));
        for (String table : there) {
            try {
                new Confirmation(context().terminal(), new ConfirmationOptions(), true).delete("the table", table);
            } catch (Failure notTyped) {
                throw refused(notTyped.what() + "; nothing was deleted", names);
            }
        }
    }

    private static Failure refused(String what, List<String> names) {
        return Failure.of(FailureCode.CONFIRMATION_NEEDED, what)
                .next("Look with --dry-run, then type the names: 'rollback level2 " + String.join(" ", names) + "'.");
    }
}
