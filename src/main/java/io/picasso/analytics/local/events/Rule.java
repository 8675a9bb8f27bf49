package io.picasso.analytics.local.events;

import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.local.Endpoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A rule.
 *
 * @param name its name
 * @param expression when it calls
 * @param enabled whether it does
 * @param description what its maker says of it
 * @param targets what it calls, each as {@code PutTargets} gave it
 */
record Rule(String name, String expression, boolean enabled, Optional<String> description, List<JsonObject> targets) {
    Rule {
        targets = List.copyOf(targets);
    }

    /** The rule of a {@code PutRule}; it replaces all that another of that name was, but for the targets. */
    static Rule of(JsonObject body, List<JsonObject> targets) {
        String name = body.text("Name").orElse("");
        if (!name.matches("[.A-Za-z0-9_-]{1,64}")) {
            throw EventsRefusal.invalid("Parameter Name is not valid.");
        }
        String expression = body.text("ScheduleExpression")
                .orElseThrow(() -> EventsRefusal.invalid(
                        "the embedded stack knows rules on a schedule only: ScheduleExpression must be given"));
        var unused = Rate.of(expression);
        return new Rule(
                name,
                expression,
                !body.text("State").orElse("ENABLED").equals("DISABLED"),
                body.text("Description"),
                targets);
    }

    /** Reads a rule from the file. */
    static Rule read(JsonObject kept) {
        return of(kept, objects(kept, "Targets"));
    }

    String arn() {
        return "arn:aws:events:" + Endpoints.REGION + ":" + Endpoints.ACCOUNT + ":rule/" + name;
    }

    Rule with(List<JsonObject> others) {
        return new Rule(name, expression, enabled, description, others);
    }

    Rule enabled(boolean whether) {
        return new Rule(name, expression, whether, description, targets);
    }

    /** The rule with these targets; those of the same id are replaced. */
    Rule and(List<JsonObject> more) {
        List<JsonObject> all = new ArrayList<>(targets);
        all.removeIf(target -> more.stream().anyMatch(other -> id(other).equals(id(target))));
        all.addAll(more);
        return with(all);
    }

    static String id(JsonObject target) {
        return target.text("Id").orElse("");
    }

    /** As {@code DescribeRule} gives it. */
    JsonMembers described() {
        JsonMembers members = new JsonMembers()
                .put("Name", name)
                .put("Arn", arn())
                .put("EventBusName", "default")
                .put("ScheduleExpression", expression)
                .put("State", enabled ? "ENABLED" : "DISABLED");
        description.ifPresent(text -> members.put("Description", text));
        return members;
    }

    /** As it is kept. */
    JsonObject kept() {
        return described().put("Targets", targets).object();
    }

    /** The objects of an array; none when it is absent. */
    static List<JsonObject> objects(JsonObject object, String name) {
        return object.get(name).orElse(null) instanceof JsonArray array
                ? array.elements().stream()
                        .filter(JsonObject.class::isInstance)
                        .map(JsonObject.class::cast)
                        .toList()
                : List.of();
    }
}
