package io.picasso.analytics.local.events;

import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import java.util.List;

/** The calls of EventBridge's API that are answered here: {@code aws events} and our adapter use no more. */
final class EventsCalls {
    private final Rules rules;
    private final Scheduler scheduler;

    EventsCalls(Rules rules, Scheduler scheduler) {
        this.rules = rules;
        this.scheduler = scheduler;
    }

    /**
     * Answers a call.
     *
     * @param name such as {@code PutRule}
     * @throws EventsRefusal as EventBridge would
     */
    synchronized JsonObject answer(String name, JsonObject body) {
        if (!body.text("EventBusName").orElse("default").equals("default")) {
            throw EventsRefusal.invalid("the embedded stack has the default event bus only");
        }
        return switch (name) {
            case "PutRule" -> {
                Rule rule = Rule.of(
                        body,
                        rules.find(body.text("Name").orElse(""))
                                .map(Rule::targets)
                                .orElse(List.of()));
                set(rule);
                yield new JsonMembers().put("RuleArn", rule.arn()).object();
            }
            case "DescribeRule" -> rule(body, "Name").described().object();
            case "ListRules" ->
                new JsonMembers()
                        .put(
                                "Rules",
                                rules.all().stream()
                                        .map(rule -> rule.described().object())
                                        .toList())
                        .object();
            case "EnableRule" -> nothing(() -> set(rule(body, "Name").enabled(true)));
            case "DisableRule" -> nothing(() -> set(rule(body, "Name").enabled(false)));
            case "DeleteRule" -> nothing(() -> delete(body.text("Name").orElse("")));
            case "PutTargets" -> {
                List<JsonObject> targets = Rule.objects(body, "Targets");
                targets.forEach(LambdaTarget::require);
                rules.put(rule(body, "Rule").and(targets));
                yield noneFailed();
            }
            case "RemoveTargets" -> {
                List<String> ids = texts(body, "Ids");
                Rule rule = rule(body, "Rule");
                rules.put(rule.with(rule.targets().stream()
                        .filter(target -> !ids.contains(Rule.id(target)))
                        .toList()));
                yield noneFailed();
            }
            case "ListTargetsByRule" ->
                new JsonMembers().put("Targets", rule(body, "Rule").targets()).object();
            default -> throw EventsRefusal.unknownCall(name);
        };
    }

    private void set(Rule rule) {
        rules.put(rule);
        scheduler.set(rule);
    }

    private void delete(String name) {
        rules.find(name).filter(rule -> !rule.targets().isEmpty()).ifPresent(rule -> {
            throw EventsRefusal.invalid("Rule can't be deleted since it has targets.");
        });
        rules.delete(name);
        scheduler.cancel(name);
    }

    private Rule rule(JsonObject body, String member) {
        String name = body.text(member).orElse("");
        return rules.find(name).orElseThrow(() -> EventsRefusal.notFound(name));
    }

    private static JsonObject nothing(Runnable work) {
        work.run();
        return JsonObject.EMPTY;
    }

    private static JsonObject noneFailed() {
        return new JsonMembers()
                .put("FailedEntryCount", 0)
                .put("FailedEntries", List.<JsonValue>of())
                .object();
    }

    private static List<String> texts(JsonObject body, String name) {
        return body.get(name).orElse(null) instanceof JsonArray array
                ? array.elements().stream()
                        .filter(JsonString.class::isInstance)
                        .map(text -> ((JsonString) text).value())
                        .toList()
                : List.of();
    }
}
