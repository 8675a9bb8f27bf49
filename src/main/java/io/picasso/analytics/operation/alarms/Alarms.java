package io.picasso.analytics.operation.alarms;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.alarms.AlarmPlan.Absent;
import io.picasso.analytics.port.AlarmControl;
import io.picasso.analytics.port.FunctionControl;
import io.picasso.analytics.port.QueueControl;
import io.picasso.analytics.port.TableControl;
import io.picasso.analytics.resource.AlarmComparison;
import io.picasso.analytics.resource.AlarmDeclaration;
import io.picasso.analytics.resource.Difference;
import io.picasso.analytics.resource.FoundAlarm;
import io.picasso.analytics.resource.ResourceChange;
import io.picasso.analytics.resource.ResourceChange.PutAlarm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Brings the alarms of an environment to what is declared. Nothing is set that is so already.
 *
 * <p>All methods throw {@link Failure} as the ports say.
 */
public final class Alarms {
    private final List<AlarmDeclaration> declared;
    private final String prefix;
    private final AlarmControl control;
    private final Watched watched;

    /**
     * @param prefix what the names of all alarms of the environment begin with
     */
    public Alarms(
            List<AlarmDeclaration> declared,
            String prefix,
            AlarmControl control,
            QueueControl queues,
            TableControl tables,
            FunctionControl functions) {
        this.declared = List.copyOf(declared);
        this.prefix = prefix;
        this.control = control;
        this.watched = new Watched(queues, tables, functions);
    }

    /** Compares; changes nothing. */
    public AlarmPlan plan() {
        Map<String, FoundAlarm> found = found();
        List<Difference> differences = declared.stream()
                .map(alarm -> AlarmComparison.compare(alarm, Optional.ofNullable(found.get(alarm.name()))))
                .toList();
        List<String> undeclared = found.keySet().stream()
                .filter(name ->
                        declared.stream().noneMatch(alarm -> alarm.name().equals(name)))
                .toList();
        return new AlarmPlan(differences, absent(), undeclared);
    }

    /**
     * Sets the alarms of a plan that are not as declared.
     *
     * @param progress takes a line before each change
     * @return how many were set
     * @throws Failure RESOURCE_MISSING, before any change, when something that an alarm watches is not there
     */
    public int apply(AlarmPlan plan, Consumer<String> progress) {
        return apply(
                plan.changes().stream()
                        .flatMap(difference -> difference.changes().stream())
                        .toList(),
                plan.absent(),
                progress);
    }

    /** The same for changes of a plan that was made before what is watched may have been. */
    public int apply(List<ResourceChange> changes, Consumer<String> progress) {
        return apply(changes, absent(), progress);
    }

    private int apply(List<ResourceChange> changes, List<Absent> absent, Consumer<String> progress) {
        refuseAbsent(absent);
        for (ResourceChange change : changes) {
            progress.accept(change.describe());
            PutAlarm put = (PutAlarm) change;
            control.put(put.alarm(), put.others());
        }
        return changes.size();
    }

    /** Deletes an alarm that was set. */
    public void delete(String name) {
        control.delete(name);
    }

    /** How every declared alarm is now. */
    public List<AlarmStatus> status() {
        Map<String, FoundAlarm> found = found();
        return declared.stream()
                .map(alarm -> {
                    Optional<FoundAlarm> there = Optional.ofNullable(found.get(alarm.name()));
                    return new AlarmStatus(alarm, there, AlarmComparison.compare(alarm, there));
                })
                .toList();
    }

    private Map<String, FoundAlarm> found() {
        Map<String, FoundAlarm> found = new LinkedHashMap<>();
        control.find(prefix).forEach(alarm -> found.put(alarm.name(), alarm));
        return found;
    }

    private List<Absent> absent() {
        Map<String, List<String>> absent = new LinkedHashMap<>();
        for (AlarmDeclaration alarm : declared) {
            watched.absent(alarm.rule().metric())
                    .ifPresent(what -> absent.computeIfAbsent(what, one -> new ArrayList<>())
                            .add(alarm.id()));
        }
        return absent.entrySet().stream()
                .map(entry -> new Absent(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static void refuseAbsent(List<Absent> absent) {
        if (absent.isEmpty()) {
            return;
        }
        Absent first = absent.get(0);
        String others = absent.size() == 1 ? "" : ", and " + (absent.size() - 1) + " more things are not there";
        throw Failure.of(FailureCode.RESOURCE_MISSING, first.what() + " is not there" + others + "; no alarm was set")
                .why("CloudWatch takes an alarm on something that is not there and never fires it: "
                        + String.join(", ", first.alarms()) + " would be silent")
                .next("Make it first, with 'picasso-analytics provision apply' or 'picasso-analytics deploy push'.");
    }
}
