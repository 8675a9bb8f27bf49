package io.picasso.analytics.operation.provision;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.alarms.Alarms;
import io.picasso.analytics.operation.deploy.Deployment;
import io.picasso.analytics.port.BucketControl;
import io.picasso.analytics.port.CatalogControl;
import io.picasso.analytics.port.FunctionControl;
import io.picasso.analytics.port.QueueControl;
import io.picasso.analytics.port.ScheduleControl;
import io.picasso.analytics.port.TableControl;
import io.picasso.analytics.resource.Declarations;
import io.picasso.analytics.resource.Detail;
import io.picasso.analytics.resource.Difference;
import io.picasso.analytics.resource.FunctionCode;
import io.picasso.analytics.resource.Part;
import io.picasso.analytics.resource.ScheduleDeclaration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Brings an environment to what is declared. Only the services of the parts that are asked for are talked to.
 *
 * <p>All methods throw {@link Failure} as the ports say.
 */
public final class Provision {
    private final Map<Part, Supplier<PartProvision>> parts = new EnumMap<>(Part.class);
    private final Supplier<CatalogProvision> catalog;

    /**
     * The suppliers are asked when their part is.
     *
     * @param tenantIds the tenants that are known
     */
    public Provision(
            Declarations declarations,
            Supplier<? extends TableControl> tables,
            Supplier<? extends BucketControl> buckets,
            Supplier<? extends QueueControl> queues,
            Supplier<? extends CatalogControl> catalogs,
            Supplier<List<String>> tenantIds) {
        catalog = () -> new CatalogProvision(declarations.catalog(), tenantIds, catalogs.get());
        parts.put(Part.TABLES, () -> new TableProvision(declarations.tables(), tables.get()));
        parts.put(
                Part.LAKE,
                () -> new LakeProvision(new BucketProvision(declarations.buckets(), buckets.get()), catalog.get()));
        parts.put(Part.QUEUE, () -> new QueueProvision(declarations.queues(), queues.get()));
    }

    /**
     * The same with what runs.
     *
     * @param deployment brings the functions to what is declared
     * @param code what they are made of
     */
    public Provision withFunctions(Supplier<Deployment> deployment, Supplier<FunctionCode> code) {
        parts.put(Part.FUNCTIONS, () -> new FunctionProvision(deployment.get(), code));
        return this;
    }

    /**
     * The same with the schedule.
     *
     * @param functions those it calls
     */
    public Provision withSchedule(
            ScheduleDeclaration schedule,
            Supplier<? extends ScheduleControl> schedules,
            Supplier<? extends FunctionControl> functions) {
        parts.put(Part.SCHEDULE, () -> new ScheduleProvision(schedule, schedules.get(), functions.get()));
        return this;
    }

    /** The same with the alarms. */
    public Provision withAlarms(Supplier<Alarms> alarms) {
        parts.put(Part.ALARMS, () -> new AlarmProvision(alarms.get()));
        return this;
    }

    /** Compares; changes nothing. */
    public ProvisionPlan plan(Set<Part> wanted) {
        Map<Part, List<Difference>> differences = new EnumMap<>(Part.class);
        for (Part part : inOrder(wanted)) {
            differences.put(part, of(part).compare());
        }
        return new ProvisionPlan(differences);
    }

    /**
     * Makes exactly the changes of the plan and waits until what was made can be used. After a failure some changes
     * have been made; a new plan has the rest.
     *
     * @param progress takes a line before each change
     * @throws Failure RESOURCE_CONFLICT, before any change, when a resource of the plan is in conflict
     */
    public Applied apply(ProvisionPlan plan, Consumer<String> progress) {
        refuseConflicts(plan.conflicts());
        Applied applied = new Applied(List.of(), List.of());
        for (Map.Entry<Part, List<Difference>> entry : plan.differences().entrySet()) {
            var changes = entry.getValue().stream()
                    .flatMap(difference -> difference.changes().stream())
                    .toList();
            if (!changes.isEmpty()) {
                applied = applied.and(of(entry.getKey()).apply(changes, progress));
            }
        }
        return applied;
    }

    private static void refuseConflicts(List<Difference> conflicts) {
        if (conflicts.isEmpty()) {
            return;
        }
        Difference first = conflicts.get(0);
        String others = conflicts.size() == 1 ? "" : ", and " + (conflicts.size() - 1) + " more are in conflict";
        throw Failure.of(
                        FailureCode.RESOURCE_CONFLICT,
                        first.declaration().kind() + " " + first.declaration().name() + " is of another shape" + others
                                + "; nothing was changed")
                .why(String.join(
                        "; ", first.details().stream().map(Detail::toString).toList()))
                .next(
                        "Choose another name in the configuration or move the other resource away; to provision the other"
                                + " parts, name them: 'picasso-analytics provision apply tables|lake|queue|functions|schedule|alarms'.");
    }

    /**
     * Lets every known tenant be seen by queries over the lake.
     *
     * @return whether that changed anything; false too where the table is not there yet
     */
    public boolean showTenants() {
        return catalog.get().showTenants();
    }

    /** How each resource is now. */
    public List<ResourceStatus> status(Set<Part> wanted) {
        return inOrder(wanted).stream()
                .flatMap(part -> of(part).status().stream())
                .toList();
    }

    /**
     * What a destroy would delete, and what stands against it; changes nothing.
     *
     * @param withData whether what holds data may go too
     */
    public List<Removal> removals(Set<Part> wanted, boolean withData) {
        return inOrder(wanted).stream()
                .flatMap(part -> of(part).removals(withData).stream())
                .toList();
    }

    /**
     * Deletes the resources of these parts against which nothing stands, with everything in them.
     *
     * @param planned what was shown to the operator; nothing else is deleted
     * @param progress takes a line before each deletion
     */
    public Destroyed destroy(Set<Part> wanted, boolean withData, List<Removal> planned, Consumer<String> progress) {
        List<Removal> deleted = new ArrayList<>();
        List<Removal> kept = new ArrayList<>();
        for (Part part : inOrder(wanted)) {
            PartProvision work = of(part);
            for (Removal removal : work.removals(withData)) {
                // Looked at again: what has been filled or protected since it was shown is kept.
                boolean shown = planned.stream()
                        .anyMatch(plan -> plan.kind().equals(removal.kind())
                                && plan.name().equals(removal.name())
                                && plan.obstacle().isEmpty());
                if (shown && removal.obstacle().isEmpty()) {
                    progress.accept("delete " + removal.kind() + " " + removal.name());
                    work.remove(removal);
                    deleted.add(removal);
                } else {
                    kept.add(removal);
                }
            }
        }
        return new Destroyed(deleted, kept);
    }

    private PartProvision of(Part part) {
        Supplier<PartProvision> work = parts.get(part);
        if (work == null) {
            throw new IllegalStateException("nothing provisions " + part);
        }
        return work.get();
    }

    private static List<Part> inOrder(Set<Part> wanted) {
        return wanted.stream().sorted().toList();
    }
}
