package io.picasso.analytics.adapter.aws.events;

import io.picasso.analytics.adapter.aws.AwsService;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.ScheduleControl;
import io.picasso.analytics.resource.FoundSchedule;
import io.picasso.analytics.resource.ScheduleDeclaration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** Schedules as rules of EventBridge's default bus. A rule has five targets at most, so that one page has them all. */
final class EventBridgeScheduleControl implements ScheduleControl {
    private static final String DESCRIPTION = "Calls a function of picasso-analytics from time to time";

    private final EventBridgeClient client;
    private final AwsService service;

    EventBridgeScheduleControl(EventBridgeClient client, AwsService service) {
        this.client = client;
        this.service = service;
    }

    @Override
    public Optional<FoundSchedule> find(String name) {
        return service.call("describe", "rule " + name, () -> {
            try {
                DescribeRuleResponse rule = client.describeRule(b -> b.name(name));
                return Optional.of(new FoundSchedule(
                        name,
                        rule.arn(),
                        rule.scheduleExpression() == null ? "" : rule.scheduleExpression(),
                        rule.state() != RuleState.DISABLED,
                        targets(name).stream().map(Target::arn).toList()));
            } catch (ResourceNotFoundException e) {
                return Optional.empty();
            }
        });
    }

    private List<Target> targets(String rule) {
        return client.listTargetsByRule(b -> b.rule(rule)).targets();
    }

    @Override
    public String put(ScheduleDeclaration schedule, boolean enabled) {
        return service.call(
                "put",
                "rule " + schedule.name(),
                () -> client.putRule(b -> b.name(schedule.name())
                                .description(DESCRIPTION)
                                .scheduleExpression(schedule.expression())
                                // What is left out of a rule that is there is taken away from it.
                                .state(enabled ? RuleState.ENABLED : RuleState.DISABLED))
                        .ruleArn());
    }

    @Override
    public void target(ScheduleDeclaration schedule, String functionArn) {
        String resource = "target " + schedule.function() + " of rule " + schedule.name();
        Target target =
                Target.builder().id(schedule.function()).arn(functionArn).build();
        PutTargetsResponse response = service.call(
                "put",
                resource,
                () -> client.putTargets(b -> b.rule(schedule.name()).targets(target)));
        // Answered with 200 also when a target was not taken.
        if (response.failedEntryCount() > 0) {
            var entry = response.failedEntries().get(0);
            throw refused("put", resource, entry.errorCode() + ": " + entry.errorMessage());
        }
    }

    @Override
    public void delete(String name) {
        service.call("delete", "rule " + name, () -> {
            try {
                removeTargets(name);
            } catch (ResourceNotFoundException e) {
                return Optional.empty();
            }
            return Optional.of(client.deleteRule(b -> b.name(name)));
        });
    }

    private void removeTargets(String rule) {
        List<String> ids = targets(rule).stream().map(Target::id).toList();
        if (ids.isEmpty()) {
            return;
        }
        RemoveTargetsResponse response = client.removeTargets(b -> b.rule(rule).ids(ids));
        if (response.failedEntryCount() > 0) {
            var entry = response.failedEntries().get(0);
            throw refused("take the targets from", "rule " + rule, entry.errorCode() + ": " + entry.errorMessage());
        }
    }

    private Failure refused(String action, String resource, String why) {
        return Failure.of(FailureCode.SERVICE_UNAVAILABLE, "could not " + action + " " + resource)
                .where(service.place())
                .why(why)
                .next("It is safe to run the command again.");
    }
}
