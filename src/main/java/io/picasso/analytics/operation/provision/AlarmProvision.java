package io.picasso.analytics.operation.provision;

import io.picasso.analytics.operation.alarms.AlarmPlan;
import io.picasso.analytics.operation.alarms.AlarmStatus;
import io.picasso.analytics.operation.alarms.Alarms;
import io.picasso.analytics.resource.AlarmComparison;
import io.picasso.analytics.resource.AlarmDeclaration;
import io.picasso.analytics.resource.Difference;
import io.picasso.analytics.resource.ResourceChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The alarms, set as {@code alarms apply} sets them: none when something that is watched is not there. */
final class AlarmProvision implements PartProvision {
    private final Alarms alarms;

    AlarmProvision(Alarms alarms) {
        this.alarms = alarms;
    }

    @Override
    public List<Difference> compare() {
        AlarmPlan plan = alarms.plan();
        return plan.differences().stream()
                .map(difference -> noting(difference, plan.absent()))
                .toList();
    }

    /** With a word about each thing that is not there: the plan may be about to make it. */
    private static Difference noting(Difference difference, List<AlarmPlan.Absent> absent) {
        String id = ((AlarmDeclaration) difference.declaration()).id();
        List<String> notes = new ArrayList<>(difference.notes());
        absent.stream()
                .filter(one -> one.alarms().contains(id))
                .forEach(one -> notes.add(one.what() + ", which it watches, is not there; no alarm is set without it"));
        return new Difference(
                difference.declaration(), difference.verdict(), difference.details(), difference.changes(), notes);
    }

    @Override
    public Applied apply(List<ResourceChange> changes, Consumer<String> progress) {
        alarms.apply(changes, progress);
        return new Applied(changes, List.of());
    }

    @Override
    public List<ResourceStatus> status() {
        return alarms.status().stream().map(AlarmProvision::status).toList();
    }

    private static ResourceStatus status(AlarmStatus status) {
        AlarmDeclaration alarm = status.alarm();
        return status.found()
                .map(found -> new ResourceStatus(
                        alarm.kind(),
                        alarm.name(),
                        found.state().word(),
                        Optional.empty(),
                        Optional.empty(),
                        true,
                        AlarmComparison.condition(found.rule())))
                .orElseGet(() -> ResourceStatus.missing(alarm.kind(), alarm.name()));
    }

    @Override
    public List<Removal> removals(boolean withData) {
        return alarms.status().stream()
                .filter(status -> status.found().isPresent())
                .map(status -> new Removal(status.alarm().kind(), status.alarm().name(), "", Optional.empty()))
                .toList();
    }

    @Override
    public void remove(Removal removal) {
        alarms.delete(removal.name());
    }
}
