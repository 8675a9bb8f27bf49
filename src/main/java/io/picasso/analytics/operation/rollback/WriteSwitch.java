package io.picasso.analytics.operation.rollback;

import io.picasso.analytics.change.ChangeKind;
import io.picasso.analytics.change.ChangeStep.What;
import io.picasso.analytics.change.EnvironmentChange;
import io.picasso.analytics.change.EnvironmentMap;
import io.picasso.analytics.change.Intent;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.deploy.SureUpdate;
import io.picasso.analytics.port.FunctionControl;
import io.picasso.analytics.resource.FoundFunction;
import io.picasso.analytics.setting.SettingKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * The one variable of the processor's environment that lets it write the session tables, or not. AWS replaces an
 * environment as a whole, so it is read whole, changed in one place, and written back under its revision; and what it was
 * is written down before that.
 *
 * <p>All methods throw {@link Failure} as {@link FunctionControl} and {@link SureUpdate} say, RESOURCE_MISSING where no
 * function is deployed.
 */
public final class WriteSwitch {
    /** The variable. The processor writes the tables where its value is {@code true}, in any case. */
    public static final String VARIABLE = SettingKey.DYNAMODB_WRITE_ENABLED.variable();

    private final FunctionControl control;
    private final ChangeRecords records;
    private final String name;
    private final Bystanders bystanders;
    private final Supplier<List<String>> missingTables;
    private final Clock clock;

    /**
     * @param name the processor's function
     * @param reader the function that answers the dashboard; it has a variable of the same name, for what it reads
     * @param missingTables which of the session tables are not there
     */
    public WriteSwitch(
            FunctionControl control,
            ChangeRecords records,
            String name,
            String reader,
            Supplier<List<String>> missingTables,
            Clock clock) {
        this.control = control;
        this.records = records;
        this.name = name;
        this.bystanders = new Bystanders(control, name, reader);
        this.missingTables = missingTables;
        this.clock = clock;
    }

    /** Whether a processor with this environment writes the session tables. */
    public static boolean isOn(EnvironmentMap environment) {
        return environment.isTrue(VARIABLE);
    }

    /** The processor's function; empty when none is deployed. */
    public Optional<FoundFunction> find() {
        return control.find(name);
    }

    /**
     * What switching would change.
     *
     * @param found the environment it was decided on
     */
    public record Plan(EnvironmentMap found, EnvironmentChange change) {}

    /**
     * What switching would change; nothing is changed.
     *
     * @param recorded whether it will be written down; refused where the records cannot even be read
     */
    public Plan plan(boolean on, boolean recorded) {
        FoundFunction found = function();
        EnvironmentChange change = wanted(found, on);
        if (recorded && !change.isNothing()) {
            Notebook.require(records, on);
        }
        return new Plan(found.environment(), change);
    }

    /** What taking back a change would change; nothing is changed. */
    public EnvironmentChange planUndo(int number, Intent intent) {
        return undone(number, intent, function());
    }

    /**
     * Switches, waits until it is in force, and reads it back.
     *
     * @param kind ENABLE, DISABLE or LEVEL1
     */
    public SwitchResult set(ChangeKind kind, SwitchRequest request) {
        return set(kind, settled(), request);
    }

    /**
     * The same, if the environment is still the one that was planned on.
     *
     * @throws Failure CONCURRENT_CHANGE with the difference when it is not
     */
    public SwitchResult set(ChangeKind kind, Plan plan, SwitchRequest request) {
        FoundFunction found = settled();
        if (!found.environment().equals(plan.found())) {
            throw Failure.of(
                            FailureCode.CONCURRENT_CHANGE,
                            "The environment of function " + name
                                    + " was changed since it was shown; nothing of ours was" + " changed")
                    .why("since then: " + SureUpdate.describe(plan.found(), found.environment()))
                    .next("Look at what was changed and run the command again.");
        }
        return set(kind, found, request);
    }

    private SwitchResult set(ChangeKind kind, FoundFunction found, SwitchRequest request) {
        boolean on = kind == ChangeKind.ENABLE;
        EnvironmentChange change = wanted(found, on);
        if (change.isNothing() && !found.failed()) {
            return unchanged(found, change);
        }
        return make(kind, found, change, OptionalInt.empty(), request);
    }

    /**
     * Takes a change back: the environment becomes what it was before it, whole.
     *
     * @param number the change's number
     * @param intent what was changed
     * @throws Failure CONCURRENT_CHANGE when the environment is not as the change has left it
     */
    public SwitchResult undo(int number, Intent intent, SwitchRequest request) {
        FoundFunction found = settled();
        EnvironmentChange change = undone(number, intent, found);
        if (change.isNothing()) {
            return unchanged(found, change);
        }
        return make(ChangeKind.UNDO, found, change, OptionalInt.of(number), request);
    }

    private EnvironmentChange wanted(FoundFunction found, boolean on) {
        EnvironmentMap environment = found.environment();
        if (on == isOn(environment)) {
            return environment.change(VARIABLE, environment.find(VARIABLE));
        }
        if (on) {
            refuseWithoutTables();
            return environment.change(VARIABLE, Optional.of("true"));
        }
        EnvironmentChange off = environment.change(VARIABLE, Optional.of("false"));
        // In a full environment the one letter more would be refused. Absent is off as well, and always fits.
        return environment.after(off).bytes() <= EnvironmentMap.LARGEST
                ? off
                : environment.change(VARIABLE, Optional.empty());
    }

    private EnvironmentChange undone(int number, Intent intent, FoundFunction found) {
        EnvironmentChange made = intent.change().orElseThrow(() -> new IllegalArgumentException("changes no variable"));
        if (found.environment().equals(intent.before())) {
            return found.environment().change(made.key(), made.before());
        }
        if (!found.environment().equals(intent.after())) {
            throw Failure.of(
                            FailureCode.CONCURRENT_CHANGE,
                            "The environment of function " + name + " was changed since change " + number + " ("
                                    + intent.kind().command() + "); nothing was taken back")
                    .why("since then: " + SureUpdate.describe(intent.after(), found.environment()))
                    .next("Look at what was changed. 'picasso-analytics writes enable' or 'writes disable' sets the"
                            + " switch alone.");
        }
        if (isOn(intent.before()) && !isOn(intent.after())) {
            refuseWithoutTables();
        }
        return made.inverse();
    }

    private void refuseWithoutTables() {
        List<String> missing = missingTables.get();
        if (!missing.isEmpty()) {
            throw Failure.of(FailureCode.RESOURCE_MISSING, "Writing is not switched on: the tables are not there")
                    .why("missing: " + String.join(", ", missing))
                    .next("Make them with 'picasso-analytics provision apply', fill them with 'picasso-analytics"
                            + " backfill run', then switch on.");
        }
    }

    private SwitchResult make(
            ChangeKind kind, FoundFunction found, EnvironmentChange change, OptionalInt undoes, SwitchRequest request) {
        Intent intent = new Intent(
                kind,
                name,
                request.who(),
                clock.instant(),
                request.reason(),
                found.environment(),
                found.revision(),
                Optional.of(change),
                undoes,
                List.of());
        Notebook notebook = request.recorded() ? Notebook.begin(records, intent, clock) : Notebook.NONE;
        FoundFunction now = sent(found, intent.after(), notebook);
        if (now.failed()) {
            notebook.add(What.FAILED, now.trouble());
            throw Failure.of(FailureCode.UPDATE_FAILED, "Lambda took the change of " + name + " and could not make it")
                    .why(now.trouble())
                    .next("What runs is not certain; look with 'picasso-analytics deploy status'. The change is "
                            + notebook.text() + ".");
        }
        notebook.add(What.SETTLED, now.revision());
        verify(intent.after(), notebook);
        return new SwitchResult(change, true, now, notebook.number(), others(now), warnings(now, notebook));
    }

    private FoundFunction sent(FoundFunction found, EnvironmentMap after, Notebook notebook) {
        boolean[] made = new boolean[1];
        try {
            return new SureUpdate(control)
                    .make(
                            found,
                            function -> function.environment().equals(after),
                            revision -> control.updateEnvironment(name, after, revision),
                            how -> {
                                made[0] = true;
                                notebook.add(What.MADE, how);
                            });
        } catch (Failure failure) {
            if (made[0]) {
                throw Failure.of(failure.code(), "The change of " + name + " was made, and not seen to its end")
                        .why(failure.what()
                                + failure.why().map(why -> ": " + why).orElse(""))
                        .next("Look with 'picasso-analytics rollback status'. The change is " + notebook.text() + ".")
                        .cause(failure);
            }
            notebook.add(
                    failure.code() == FailureCode.OUTCOME_UNKNOWN ? What.UNKNOWN : What.NOT_MADE,
                    failure.what() + failure.why().map(why -> ": " + why).orElse(""));
            throw failure;
        }
    }

    /** The probe: what Lambda says that the function has, asked for anew. */
    private void verify(EnvironmentMap after, Notebook notebook) {
        FoundFunction seen = function();
        if (!seen.environment().equals(after)) {
            String difference = SureUpdate.describe(after, seen.environment());
            notebook.add(What.FAILED, "changed again at once by somebody else: " + difference);
            throw Failure.of(FailureCode.CONCURRENT_CHANGE, "The change of " + name + " was made, and changed again")
                    .why("by somebody else: " + difference)
                    .next("Look with 'picasso-analytics writes status' before anything else is changed.");
        }
        notebook.add(What.VERIFIED, seen.revision());
    }

    private List<String> warnings(FoundFunction now, Notebook notebook) {
        List<String> warnings = new ArrayList<>(notebook.complaints());
        warnings.addAll(bystanders.warnings(now));
        return warnings;
    }

    private SwitchResult unchanged(FoundFunction found, EnvironmentChange change) {
        return new SwitchResult(
                change, false, found, OptionalInt.empty(), others(found), warnings(found, Notebook.NONE));
    }

    private static int others(FoundFunction function) {
        int all = function.environment().variables().size();
        return function.environment().find(VARIABLE).isPresent() ? all - 1 : all;
    }

    private FoundFunction settled() {
        function();
        return control.awaitSettled(name);
    }

    private FoundFunction function() {
        return find().orElseThrow(() -> Failure.of(
                        FailureCode.RESOURCE_MISSING, "No function " + name + " is deployed in this environment")
                .next("Deploy it with 'picasso-analytics deploy push'. What 'process' does on this machine is switched"
                        + " by the setting dynamodb_write_enabled."));
    }
}
