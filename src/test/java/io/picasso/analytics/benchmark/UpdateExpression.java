package io.picasso.analytics.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** As much of DynamoDB's update and condition expressions as our writers and the plan's pattern use. */
final class UpdateExpression {
    /** The stored item is not what the update was made for. */
    static final class ConditionFailed extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private static final Pattern CLAUSE = Pattern.compile("(SET|ADD|REMOVE) (.*?)(?= (?:ADD|REMOVE) |$)");
    private static final Pattern ASSIGNMENT =
            Pattern.compile("(\\S+) = (if_not_exists\\([^,]+, (:\\w+)\\)|(:\\w+))(?:, )?");
    private static final Pattern EQUALITY = Pattern.compile("(\\w+) = (:\\w+_was)");

    private final String expression;
    private final String condition;
    private final JsonNode names;
    private final JsonNode values;

    private UpdateExpression(String expression, String condition, JsonNode names, JsonNode values) {
        this.expression = expression;
        this.condition = condition;
        this.names = names;
        this.values = values;
    }

    static UpdateExpression of(JsonNode request) {
        return new UpdateExpression(
                request.get("UpdateExpression").asText(),
                request.path("ConditionExpression").asText(),
                request.path("ExpressionAttributeNames"),
                request.path("ExpressionAttributeValues"));
    }

    /** The item after the update; {@code stored} is left as it is. */
    ObjectNode apply(@Nullable ObjectNode stored, ObjectNode key) throws ConditionFailed {
        if (!holds(stored)) {
            throw new ConditionFailed();
        }
        ObjectNode item = stored == null ? key.deepCopy() : stored.deepCopy();
        Matcher clause = CLAUSE.matcher(expression);
        while (clause.find()) {
            switch (clause.group(1)) {
                case "SET" -> set(item, clause.group(2));
                case "ADD" -> add(item, clause.group(2));
                default -> {
                    for (String name : clause.group(2).split(", ")) {
                        item.remove(name(name));
                    }
                }
            }
        }
        return item;
    }

    private boolean holds(@Nullable ObjectNode stored) {
        if (condition.isEmpty()) {
            return true;
        }
        if (condition.equals("attribute_not_exists(pk)")) {
            return stored == null;
        }
        Matcher equality = EQUALITY.matcher(condition);
        while (equality.find()) {
            JsonNode wanted = values.get(equality.group(2));
            if (stored == null || !wanted.equals(stored.get(equality.group(1)))) {
                return false;
            }
        }
        return true;
    }

    private void set(ObjectNode item, String assignments) {
        Matcher assignment = ASSIGNMENT.matcher(assignments);
        while (assignment.find()) {
            String name = name(assignment.group(1));
            boolean keep = assignment.group(3) != null;
            if (!keep || !item.has(name)) {
                item.set(name, values.get(keep ? assignment.group(3) : assignment.group(4)));
            }
        }
    }

    private void add(ObjectNode item, String additions) {
        for (String addition : additions.split(", ")) {
            String[] parts = addition.split(" ");
            BigDecimal was = new BigDecimal(item.path(parts[0]).path("N").asText("0"));
            BigDecimal more = new BigDecimal(values.get(parts[1]).get("N").asText());
            item.putObject(parts[0]).put("N", was.add(more).toPlainString());
        }
    }

    private String name(String text) {
        return text.startsWith("#") ? names.get(text).asText() : text;
    }
}
