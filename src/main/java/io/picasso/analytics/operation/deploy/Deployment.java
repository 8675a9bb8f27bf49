package io.picasso.analytics.operation.deploy;

import io.picasso.analytics.change.EnvironmentMap;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.FunctionControl;
import io.picasso.analytics.port.QueueControl;
import io.picasso.analytics.resource.DeployedFunction;
import io.picasso.analytics.resource.Difference;
import io.picasso.analytics.resource.FoundAddress;
import io.picasso.analytics.resource.FoundFunction;
import io.picasso.analytics.resource.FoundQueue;
import io.picasso.analytics.resource.FoundTrigger;
import io.picasso.analytics.resource.FunctionChange;
import io.picasso.analytics.resource.FunctionChange.AlterTrigger;
import io.picasso.analytics.resource.FunctionChange.ConfigureFunction;
import io.picasso.analytics.resource.FunctionChange.CreateAddress;
import io.picasso.analytics.resource.FunctionChange.CreateFunction;
import io.picasso.analytics.resource.FunctionChange.CreateTrigger;
import io.picasso.analytics.resource.FunctionChange.Permit;
import io.picasso.analytics.resource.FunctionChange.UpdateCode;
import io.picasso.analytics.resource.FunctionCode;
import io.picasso.analytics.resource.FunctionComparison;
import io.picasso.analytics.resource.FunctionDeclaration;
import io.picasso.analytics.resource.FunctionDeclarations;
import io.picasso.analytics.resource.ResourceChange;
import io.picasso.analytics.resource.TriggerDeclaration;
import io.picasso.analytics.setting.SettingKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Brings the functions of an environment to what is declared. Nothing is changed that is so already, so whoever was
 * killed in between runs it again.
 *
 * <p>All methods throw {@link Failure} as the ports and {@link SureUpdate} say.
 */
public final class Deployment {
    /**
     * What is there of one function.
     *
     * @param function the function; empty when it is not deployed
     * @param trigger how the declared queue calls it; empty when it does not
     * @param address its web address; empty when it has none
     */
    public record Found(
            Optional<FoundFunction> function, Optional<FoundTrigger> trigger, Optional<FoundAddress> address) {}

    private final FunctionDeclarations declared;
    private final FunctionControl control;
    private final QueueControl queues;
    private final boolean needsRole;

    /**
     * @param needsRole whether a function cannot be made without a role; a local engine asks for none
     */
    public Deployment(FunctionDeclarations declared, FunctionControl control, QueueControl queues, boolean needsRole) {
        this.needsRole = needsRole;
        this.declared = declared;
        this.control = control;
        this.queues = queues;
    }

    /** The function that processes events, as it is declared. */
    public DeployedFunction processor() {
        return declared.processor();
    }

    /** The function that answers the dashboard, as it is declared. */
    public DeployedFunction api() {
        return declared.api();
    }

    /** What is declared. */
    public List<DeployedFunction> declared() {
        return declared.all();
    }

    /**
     * The declared functions of these names, each Lambda's name or our word for it; all where none is named.
     *
     * @throws Failure BAD_USAGE for another name
     */
    public List<DeployedFunction> named(List<String> names) {
        for (String name : names) {
            if (declared().stream().noneMatch(one -> isNamed(one, name))) {
                throw Failure.of(FailureCode.BAD_USAGE, "'" + name + "' is no function of this environment")
                        .why("the functions are "
                                + declared().stream()
                                        .map(one -> one.word() + " (" + one.name() + ")")
                                        .collect(Collectors.joining(", ")));
            }
        }
        return declared().stream()
                .filter(one -> names.isEmpty() || names.stream().anyMatch(name -> isNamed(one, name)))
                .toList();
    }

    private static boolean isNamed(DeployedFunction function, String name) {
        return function.word().equals(name) || function.name().equals(name);
    }

    /** What is there of a function; changes nothing. */
    public Found find(DeployedFunction wanted) {
        Optional<FoundFunction> function = control.find(wanted.name());
        return new Found(
                function,
                function.flatMap(there -> wanted.trigger().flatMap(this::trigger)),
                function.flatMap(there -> control.address(there.name())));
    }

    private Optional<FoundTrigger> trigger(TriggerDeclaration wanted) {
        // By its name: the queue of a deleted environment has no ARN any more, and its mapping is still there.
        return control.triggers(wanted.function()).stream()
                .filter(trigger -> trigger.source().endsWith(":" + wanted.queue()))
                .findFirst();
    }

    /**
     * What lies between what is declared and what is there; changes nothing.
     *
     * @param functions those to look at, of {@link #declared}
     * @param code what they shall be made of
     */
    public List<Difference> plan(List<DeployedFunction> functions, FunctionCode code) {
        return functions.stream().flatMap(one -> plan(one, code).stream()).toList();
    }

    private List<Difference> plan(DeployedFunction wanted, FunctionCode code) {
        Found found = find(wanted);
        List<Difference> plan = new ArrayList<>();
        plan.add(FunctionComparison.compare(due(wanted).function(), code, found.function()));
        wanted.trigger().ifPresent(trigger -> {
            Optional<FoundQueue> queue = queues.find(trigger.queue());
            plan.add(FunctionComparison.compare(
                    trigger, wanted.function().settings().timeout(), found.trigger(), queue));
        });
        if (wanted.address().isEmpty()) {
            found.address()
                    .map(address -> FunctionComparison.unwanted(wanted.name(), address))
                    .ifPresent(plan::add);
        }
        wanted.address().ifPresent(address -> {
            Set<String> permitted =
                    address.permissions().isEmpty() || found.function().isEmpty()
                            ? Set.of()
                            : control.permissions(wanted.name());
            plan.add(FunctionComparison.compare(address, found.address(), permitted));
        });
        return plan;
    }

    /**
     * A function as it should be now. The dashboard's takes the session tables for whole as long as the processor writes
     * them, and not where it does not: figures that stand still would look like figures.
     */
    public DeployedFunction due(DeployedFunction wanted) {
        if (!wanted.name().equals(declared.api().name())) {
            return wanted;
        }
        String variable = SettingKey.DYNAMODB_WRITE_ENABLED.variable();
        boolean written = control.find(declared.processor().name())
                .filter(function -> function.environment().isTrue(variable))
                .isPresent();
        return wanted.with(wanted.function().with(variable, Boolean.toString(written)));
    }

    /**
     * Refuses changes of which one could not be made. Changes nothing.
     *
     * @throws Failure RESOURCE_MISSING when the queue is not there, BAD_CONFIGURATION when a function is to be made
     *     without the role it needs
     */
    public void require(List<ResourceChange> changes) {
        for (ResourceChange change : changes) {
            if (change instanceof CreateTrigger create) {
                queues.arn(create.trigger().queue());
            } else if (change instanceof CreateFunction create
                    && needsRole
                    && create.function().settings().role().isEmpty()) {
                throw Failure.of(
                                FailureCode.BAD_CONFIGURATION,
                                "A function is made with a role, and none is set; nothing was changed")
                        .where(SettingKey.FUNCTION_ROLE.key())
                        .next("Set functions.role to the ARN of a role that may write the lake bucket and the tables,"
                                + " read the mappings and the token's secret, ask Athena, take messages from the queue,"
                                + " and write logs.");
            }
        }
    }

    /**
     * Makes changes of a plan, each when the one before is in force.
     *
     * @param progress takes a line before each change
     * @throws Failure before any change as {@link #require}; UPDATE_FAILED when Lambda took a change and could not make it
     */
    public void apply(List<ResourceChange> changes, FunctionCode code, Consumer<String> progress) {
        require(changes);
        for (ResourceChange change : changes) {
            progress.accept(change.describe());
            make((FunctionChange) change, code);
        }
    }

    private void make(FunctionChange change, FunctionCode code) {
        if (change instanceof CreateFunction create) {
            create(create.function(), code);
        } else if (change instanceof UpdateCode update) {
            updateCode(update, code);
        } else if (change instanceof ConfigureFunction configure) {
            configure(configure);
        } else if (change instanceof CreateTrigger create) {
            createTrigger(create.trigger());
        } else if (change instanceof AlterTrigger alter) {
            // Whoever sends the same values twice changes nothing.
            again(() -> control.alterTrigger(alter.id(), alter.trigger()));
        } else if (change instanceof CreateAddress create) {
            once(
                    () -> control.createAddress(create.address()),
                    () -> control.address(create.address().function()).isPresent());
        } else if (change instanceof Permit permit) {
            once(
                    () -> control.permit(permit.function(), permit.permission()),
                    () -> control.permissions(permit.function())
                            .contains(permit.permission().statement()));
        }
    }

    private void create(FunctionDeclaration function, FunctionCode code) {
        once(
                () -> control.create(
                        function.name(), function.settings(), function.environment(EnvironmentMap.EMPTY), code),
                () -> control.find(function.name()).isPresent());
        FoundFunction made = inForce(control.awaitSettled(function.name()));
        if (!made.codeSha256().equals(code.sha256())) {
            throw Failure.of(FailureCode.CONCURRENT_CHANGE, "Function " + made.name() + " was made by somebody else")
                    .why("its code is another one")
                    .next("Look with 'picasso-analytics deploy push --dry-run'.");
        }
    }

    private void updateCode(UpdateCode update, FunctionCode code) {
        String name = update.found().name();
        FoundFunction now = control.awaitSettled(name);
        if (!now.codeSha256().equals(update.found().codeSha256())) {
            throw Failure.of(FailureCode.CONCURRENT_CHANGE, "The code of function " + name + " was changed in between")
                    .next("Look with 'picasso-analytics deploy push --dry-run'.");
        }
        inForce(new SureUpdate(control)
                .make(
                        now,
                        function -> function.codeSha256().equals(code.sha256()),
                        revision -> control.updateCode(name, code, revision),
                        how -> {}));
    }

    private void configure(ConfigureFunction configure) {
        FunctionDeclaration wanted = configure.function();
        FoundFunction now = control.awaitSettled(wanted.name());
        if (!now.environment().equals(configure.environment())) {
            throw Failure.of(
                            FailureCode.CONCURRENT_CHANGE,
                            "The environment of function " + wanted.name() + " was changed in between")
                    .why(SureUpdate.describe(configure.environment(), now.environment()))
                    .next("Look with 'picasso-analytics deploy push --dry-run'.");
        }
        var environment = wanted.environment(now.environment());
        inForce(new SureUpdate(control)
                .make(
                        now,
                        function -> function.environment().equals(environment) && isConfigured(wanted, function),
                        revision -> control.configure(wanted.name(), wanted.settings(), environment, revision),
                        how -> {}));
    }

    private static boolean isConfigured(FunctionDeclaration wanted, FoundFunction found) {
        var shall = wanted.settings();
        var is = found.settings();
        return is.runtime().equals(shall.runtime())
                && is.handler().equals(shall.handler())
                && is.memoryMb() == shall.memoryMb()
                && is.timeout().equals(shall.timeout())
                && (shall.role().isEmpty() || shall.role().equals(is.role()));
    }

    private void createTrigger(TriggerDeclaration trigger) {
        String arn = queues.arn(trigger.queue());
        once(() -> control.createTrigger(trigger, arn), () -> trigger(trigger).isPresent());
    }

    private static FoundFunction inForce(FoundFunction function) {
        if (function.failed()) {
            throw Failure.of(
                            FailureCode.UPDATE_FAILED,
                            "Lambda took the change of " + function.name() + " and could not make it")
                    .why(function.trouble());
        }
        return function;
    }

    /** Makes what can be there only once: after no answer it is looked for before it is made again. */
    private void once(Runnable creation, BooleanSupplier isThere) {
        again(() -> {
            try {
                creation.run();
            } catch (Failure failure) {
                boolean perhapsMade = failure.code() == FailureCode.SERVICE_UNAVAILABLE
                        || failure.code() == FailureCode.RESOURCE_CONFLICT;
                if (!perhapsMade || !isThere.getAsBoolean()) {
                    throw failure;
                }
            }
        });
    }

    private static void again(Runnable call) {
        for (int attempt = 1; ; attempt++) {
            try {
                call.run();
                return;
            } catch (Failure failure) {
                boolean worthIt = failure.code() == FailureCode.SERVICE_UNAVAILABLE
                        || failure.code() == FailureCode.THROTTLED
                        || failure.code() == FailureCode.FUNCTION_BUSY
                        // In conflict with something, and not there: an update is under way.
                        || failure.code() == FailureCode.RESOURCE_CONFLICT;
                if (!worthIt || attempt == SureUpdate.MOST) {
                    throw failure;
                }
                SureUpdate.pause(attempt);
            }
        }
    }
}
