package io.picasso.analytics.operation.provision;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.FunctionControl;
import io.picasso.analytics.port.ScheduleControl;
import io.picasso.analytics.resource.CallPermission;
import io.picasso.analytics.resource.Difference;
import io.picasso.analytics.resource.FoundFunction;
import io.picasso.analytics.resource.FoundSchedule;
import io.picasso.analytics.resource.ResourceChange;
import io.picasso.analytics.resource.ScheduleChange.AddTarget;
import io.picasso.analytics.resource.ScheduleChange.PermitRule;
import io.picasso.analytics.resource.ScheduleChange.PutRule;
import io.picasso.analytics.resource.ScheduleComparison;
import io.picasso.analytics.resource.ScheduleDeclaration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The schedule that calls the aggregator. The function itself is not its business, its policy is. */
final class ScheduleProvision implements PartProvision {
    private final ScheduleDeclaration declared;
    private final ScheduleControl schedules;
    private final FunctionControl functions;

    ScheduleProvision(ScheduleDeclaration declared, ScheduleControl schedules, FunctionControl functions) {
        this.declared = declared;
        this.schedules = schedules;
        this.functions = functions;
    }

    @Override
    public List<Difference> compare() {
        Optional<String> function = functions.find(declared.function()).map(FoundFunction::arn);
        boolean permitted = function.isPresent()
                && functions.permissions(declared.function()).contains(statement());
        return List.of(ScheduleComparison.compare(declared, schedules.find(declared.name()), function, permitted));
    }

    private String statement() {
        return CallPermission.rule(declared.name(), "").statement();
    }

    /** Before any change: a rule that calls nothing would look as if all were well. */
    @Override
    public Applied apply(List<ResourceChange> changes, Consumer<String> progress) {
        String function = functions
                .find(declared.function())
                .map(FoundFunction::arn)
                .orElseThrow(() -> Failure.of(
                                FailureCode.RESOURCE_MISSING,
                                "The schedule has nothing to call: function " + declared.function()
                                        + " is not deployed; nothing of the schedule was changed")
                        .next("Deploy it with 'picasso-analytics deploy push --function aggregator', then provision the"
                                + " schedule again."));
        for (ResourceChange change : changes) {
            progress.accept(change.describe());
            if (change instanceof PutRule put) {
                schedules.put(put.schedule(), put.enabled());
            } else if (change instanceof AddTarget) {
                schedules.target(declared, function);
            } else if (change instanceof PermitRule) {
                permit();
            } else {
                throw new IllegalArgumentException("not a change of a schedule: " + change);
            }
        }
        return new Applied(changes, List.of());
    }

    private void permit() {
        String arn = schedules
                .find(declared.name())
                .map(FoundSchedule::arn)
                .orElseThrow(() -> Failure.of(
                        FailureCode.CONCURRENT_CHANGE, "Rule " + declared.name() + " was deleted in between"));
        // Whoever made it first may have given the function the same statement.
        if (!functions.permissions(declared.function()).contains(statement())) {
            functions.permit(declared.function(), CallPermission.rule(declared.name(), arn));
        }
    }

    @Override
    public List<ResourceStatus> status() {
        return List.of(schedules
                .find(declared.name())
                .map(this::status)
                .orElseGet(() -> ResourceStatus.missing(declared.kind(), declared.name())));
    }

    private ResourceStatus status(FoundSchedule found) {
        String calls = found.targets().isEmpty()
                ? "calls nothing"
                : "calls "
                        + String.join(
                                ", ",
                                found.targets().stream()
                                        .map(arn -> arn.substring(arn.lastIndexOf(':') + 1))
                                        .toList());
        return new ResourceStatus(
                declared.kind(),
                found.name(),
                found.enabled() ? "enabled" : "disabled",
                Optional.empty(),
                Optional.empty(),
                true,
                found.expression() + ", " + calls);
    }

    @Override
    public List<Removal> removals(boolean withData) {
        return schedules
                .find(declared.name())
                .map(found -> new Removal(declared.kind(), found.name(), "", Optional.empty()))
                .stream()
                .toList();
    }

    @Override
    public void remove(Removal removal) {
        schedules.delete(removal.name());
        if (functions.find(declared.function()).isPresent()) {
            functions.forbid(declared.function(), statement());
        }
    }
}
