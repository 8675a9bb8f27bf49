package io.picasso.analytics.operation.rollback;

import io.picasso.analytics.change.ChangeKind;
import io.picasso.analytics.change.ChangeStep.What;
import io.picasso.analytics.change.EnvironmentMap;
import io.picasso.analytics.change.Intent;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.TableControl;
import io.picasso.analytics.resource.FoundFunction;
import io.picasso.analytics.resource.FoundTable;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Level 2: the two session tables go, with everything in them. What is in the lake stays, and can fill them again.
 *
 * <p>All methods throw {@link Failure} as the ports say.
 */
public final class TableRemoval {
    private static final DateTimeFormatter BACKUP_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    /**
     * What would go.
     *
     * @param tables the session tables that are there, each with its size as far as known
     * @param missing those that are gone already
     */
    public record Plan(List<FoundTable> tables, List<String> missing) {
        public Plan {
            tables = List.copyOf(tables);
            missing = List.copyOf(missing);
        }
    }

    /**
     * What went.
     *
     * @param number the number of the record
     * @param deleted the tables that were deleted
     * @param backups how the service calls the backup of each, by table; none where none was wanted
     * @param warnings what must not be overlooked
     */
    public record Removed(int number, List<String> deleted, Map<String, String> backups, List<String> warnings) {}

    private final WriteSwitch writes;
    private final ChangeRecords records;
    private final TableControl control;
    private final List<String> tables;
    private final String function;
    private final boolean processorWrites;
    private final Clock clock;

    /**
     * @param tables the names of the session tables
     * @param function the processor's function
     * @param processorWrites whether the processor on this machine writes the tables, where no function is deployed
     */
    public TableRemoval(
            WriteSwitch writes,
            ChangeRecords records,
            TableControl control,
            List<String> tables,
            String function,
            boolean processorWrites,
            Clock clock) {
        this.writes = writes;
        this.records = records;
        this.control = control;
        this.tables = List.copyOf(tables);
        this.function = function;
        this.processorWrites = processorWrites;
        this.clock = clock;
    }

    /**
     * What would go, if nothing stands against it. Changes nothing.
     *
     * @param backup whether each table is to be saved before any is deleted
     * @throws Failure WRITES_ON while the processor writes the tables; FUNCTION_BUSY while it is not certain whether it
     *     does; PROTECTED while the deletion protection of one of them is on; NO_BACKUP when a backup is wanted and the
     *     engine knows none
     */
    public Plan plan(boolean backup) {
        refuseWhileWritten();
        if (backup && !control.knowsBackups()) {
            throw noBackup();
        }
        List<FoundTable> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String table : tables) {
            control.find(table).ifPresentOrElse(found::add, () -> missing.add(table));
        }
        found.stream().filter(FoundTable::deletionProtection).findFirst().ifPresent(table -> {
            throw Failure.of(
                            FailureCode.PROTECTED,
                            "Table " + table.name() + " has deletion protection on; nothing was deleted")
                    .next("Take it off with 'aws dynamodb update-table --table-name " + table.name()
                            + " --no-deletion-protection-enabled' if the table shall really go.");
        });
        return new Plan(found, missing);
    }

    /** Whether the engine can save a table before it is deleted. */
    public boolean knowsBackups() {
        return control.knowsBackups();
    }

    private static Failure noBackup() {
        return Failure.of(FailureCode.NO_BACKUP, "This engine knows no backups; nothing was deleted")
                .why("DynamoDB Local has none; DynamoDB in AWS has")
                .next("Run it without --backup: the lake has every event of the tables.");
    }

    private void refuseWhileWritten() {
        Optional<FoundFunction> found = writes.find();
        if (found.isEmpty()) {
            if (processorWrites) {
                throw Failure.of(
                                FailureCode.WRITES_ON,
                                "No function is deployed, and the setting says that the"
                                        + " processor writes the session tables; nothing was deleted")
                        .next("Set dynamodb_write_enabled to false, for this run with --set"
                                + " dynamodb_write_enabled=false, and stop every 'process' that runs.");
            }
            return;
        }
        if (WriteSwitch.isOn(found.get().environment())) {
            throw Failure.of(
                    FailureCode.WRITES_ON, "Function " + function + " writes the session tables; nothing was deleted");
        }
        // What is under way, or has failed, may leave the function running with what it had before.
        if (!found.get().settled() || found.get().failed()) {
            throw Failure.of(
                            FailureCode.FUNCTION_BUSY,
                            "It is not certain that function " + function + " has stopped writing; nothing was deleted")
                    .why(found.get().trouble());
        }
    }

    /**
     * Deletes the tables of a plan, after looking again.
     *
     * @param backup whether each table is saved before any is deleted
     * @param progress takes a line before each step
     * @throws Failure as {@link #plan}; nothing was deleted then
     */
    public Removed remove(boolean backup, SwitchRequest request, Consumer<String> progress) {
        Plan plan = plan(backup);
        Instant now = clock.instant();
        Optional<FoundFunction> found = writes.find();
        int number = records.begin(new Intent(
                ChangeKind.LEVEL2,
                function,
                request.who(),
                now,
                request.reason(),
                found.map(FoundFunction::environment).orElse(EnvironmentMap.EMPTY),
                found.map(FoundFunction::revision).orElse(""),
                Optional.empty(),
                OptionalInt.empty(),
                plan.tables().stream().map(FoundTable::name).toList()));
        Notebook notebook = Notebook.of(records, number, clock);
        Map<String, String> backups = backup ? save(plan, now, notebook, progress) : Map.of();
        List<String> deleted = new ArrayList<>();
        for (FoundTable table : plan.tables()) {
            progress.accept("delete table " + table.name());
            control.delete(table.name());
            deleted.add(table.name());
            notebook.add(What.DELETED, table.name());
        }
        notebook.add(What.VERIFIED, "");
        return new Removed(number, deleted, backups, notebook.complaints());
    }

    private Map<String, String> save(Plan plan, Instant now, Notebook notebook, Consumer<String> progress) {
        Map<String, String> backups = new LinkedHashMap<>();
        for (FoundTable table : plan.tables()) {
            progress.accept("back up table " + table.name());
            try {
                String backup = control.backup(table.name(), table.name() + "-" + BACKUP_TIME.format(now))
                        .orElseThrow(TableRemoval::noBackup);
                backups.put(table.name(), backup);
                notebook.add(What.SAVED, table.name() + " as " + backup);
            } catch (Failure failure) {
                notebook.add(What.NOT_MADE, failure.what());
                throw failure;
            }
        }
        return backups;
    }
}
