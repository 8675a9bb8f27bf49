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
        refuseOtherNames(environment, plan);
        if (dryRun || plan.tables().isEmpty()) {
            print(new RollbackLevel2Answer(environment, true, plan, null));
            return ExitStatus.OK;
        }
        confirmEnvironment(environment);
        confirmTables(plan, removal);
        SwitchRequest request =
                change.request(wiring().callerIdentity(), context().variables(), true);
        try (Interruption.Registration ending = underway("the deletion of the session tables", "rollback status")) {
            print(new RollbackLevel2Answer(environment, false, plan, removal.remove(backup, request, this::note)));
        }
        return ExitStatus.OK;
    }

    /** What was typed is held against what is meant, also where nothing would be deleted. */
    private void refuseOtherNames(String environment, TableRemoval.Plan plan) {
        if (confirm != null && !confirm.equals(environment)) {
            throw unconfirmed(
                    "--confirm names '" + confirm + "', but the environment is '" + environment
                            + "'; nothing was deleted",
                    environment);
        }
        Set<String> given = Set.copyOf(typed);
        if (!given.isEmpty() && !given.equals(Set.copyOf(names())) && !given.equals(Set.copyOf(there(plan)))) {
            throw refused(
                    "The names that were typed are not those of the session tables; nothing was deleted", names());
        }
    }

    private void confirmEnvironment(String environment) {
        if (confirm == null && wiring().settings().flag(SettingKey.PROTECTED)) {
            throw unconfirmed("Environment '" + environment + "' is protected; nothing was deleted", environment);
        }
    }

    private static Failure unconfirmed(String what, String environment) {
        return Failure.of(FailureCode.CONFIRMATION_NEEDED, what)
                .next("Run the command again with --confirm " + environment + ".");
    }

    private void confirmTables(TableRemoval.Plan plan, TableRemoval removal) {
        boolean interactive = context().terminal().interactive();
        if (typed.isEmpty() && (yes || !interactive)) {
            throw refused("The names of the tables were not typed; nothing was deleted", names());
        }
        if (!yes && !interactive) {
            throw Failure.of(FailureCode.CONFIRMATION_NEEDED, "There is no terminal to ask at; nothing was deleted")
                    .next("Run the command again with --yes.");
        }
        String how = backup
                ? ", after a backup"
                : removal.knowsBackups()
                        ? ", without a backup; --backup makes one"
                        : ", without a backup: this engine knows none";
        plan.tables()
                .forEach(table -> note(
                        "will delete table " + table.name() + " with about " + table.itemCount() + " items" + how));
        try {
            ask(there(plan));
        } catch (Failure no) {
            throw refused(no.what() + "; nothing was deleted", names());
        }
    }

    private void ask(List<String> tables) {
        ConfirmationOptions given = new ConfirmationOptions();
        given.yes = yes;
        Confirmation confirmation = new Confirmation(context().terminal(), given, true);
        if (!typed.isEmpty()) {
            confirmation.change("Delete " + String.join(" and ", tables) + "?");
            return;
        }
        tables.forEach(table -> confirmation.delete("the table", table));
    }

    private List<String> names() {
        return wiring().functions(change.longestWait()).sessionTables();
    }

    private static List<String> there(TableRemoval.Plan plan) {
        return plan.tables().stream().map(FoundTable::name).toList();
    }

    private static Failure refused(String what, List<String> names) {
        return Failure.of(FailureCode.CONFIRMATION_NEEDED, what)
                .next("Look with --dry-run, then type the names: 'picasso-analytics rollback level2 "
                        + String.join(" ", names) + "'.");
    }
}
