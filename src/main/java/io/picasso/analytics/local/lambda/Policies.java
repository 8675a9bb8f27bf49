package io.picasso.analytics.local.lambda;

import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The resource policies of functions: kept, shown and never asked, for whoever reaches the loopback address may call.
 */
final class Policies {
    private static final String FUNCTION = "Function";
    private static final String STATEMENT = "Statement";

    /** The statements of each function, by its name. */
    private final Map<String, List<JsonObject>> all = new TreeMap<>();

    private final Functions functions;
    private final Runnable save;

    /** @param save called after every change */
    Policies(Functions functions, Runnable save) {
        this.functions = functions;
        this.save = save;
    }

    /** Goes on with a policy that was there before the stack was started. */
    synchronized void resume(JsonObject kept) {
        kept.text(FUNCTION)
                .filter(name -> functions.find(name).isPresent())
                .ifPresent(name -> all.put(name, new ArrayList<>(Fields.objects(kept, STATEMENT))));
    }

    /** The policies as they are kept. */
    synchronized List<JsonObject> kept() {
        return all.entrySet().stream()
                .map(policy -> new Fields()
                        .put(FUNCTION, policy.getKey())
                        .put(STATEMENT, policy.getValue())
                        .object())
                .toList();
    }

    /** Answers {@code AddPermission}. */
    synchronized JsonObject add(String name, JsonObject body) {
        functions.get(name);
        String id = body.text("StatementId").orElse("");
        if (!id.matches("[A-Za-z0-9_-]{1,100}")) {
            throw LambdaRefusal.malformed(id, "statementId", "Member must satisfy regular expression pattern");
        }
        List<JsonObject> statements = all.computeIfAbsent(name, unknown -> new ArrayList<>());
        if (statements.stream().anyMatch(statement -> has(statement, id))) {
            throw LambdaRefusal.conflict(
                    "The statement id (" + id + ") provided already exists. Please provide a new statement id, or"
                            + " remove the existing statement.");
        }
        JsonObject statement = statement(name, id, body);
        statements.add(statement);
        save.run();
        return new Fields().put(STATEMENT, JsonText.compact(statement)).object();
    }

    private static JsonObject statement(String name, String id, JsonObject body) {
        String principal = body.text("Principal").orElse("");
        Fields conditions = new Fields();
        body.text("FunctionUrlAuthType")
                .ifPresent(type -> conditions.put(
                        "StringEquals",
                        new Fields().put("lambda:FunctionUrlAuthType", type).object()));
        Fields.flag(body, "InvokedViaFunctionUrl")
                .ifPresent(via -> conditions.put(
                        "Bool",
                        new Fields()
                                .put("lambda:InvokedViaFunctionUrl", via.toString())
                                .object()));
        body.text("SourceArn")
                .ifPresent(source -> conditions.put(
                        "ArnLike", new Fields().put("AWS:SourceArn", source).object()));
        Fields statement = new Fields().put("Sid", id).put("Effect", "Allow");
        if (principal.equals("*")) {
            statement.put("Principal", principal);
        } else {
            statement.put("Principal", new Fields().put("Service", principal).object());
        }
        statement.put("Action", body.text("Action").orElse("")).put("Resource", Arn.of(name));
        JsonObject condition = conditions.object();
        return condition.isEmpty()
                ? statement.object()
                : statement.put("Condition", condition).object();
    }

    /** Answers {@code GetPolicy}. */
    synchronized JsonObject get(String name) {
        functions.get(name);
        List<JsonObject> statements = all.getOrDefault(name, List.of());
        if (statements.isEmpty()) {
            throw none();
        }
        JsonObject policy = new Fields()
                .put("Version", "2012-10-17")
                .put("Id", "default")
                .put(STATEMENT, statements)
                .object();
        return new Fields().put("Policy", JsonText.compact(policy)).object();
    }

    /** Answers {@code RemovePermission}. */
    synchronized void remove(String name, String id) {
        functions.get(name);
        List<JsonObject> statements = all.getOrDefault(name, new ArrayList<>());
        if (!statements.removeIf(statement -> has(statement, id))) {
            throw none();
        }
        save.run();
    }

    /** Deletes the policy of a function that is deleted. */
    synchronized void forget(String name) {
        all.remove(name);
    }

    private static boolean has(JsonObject statement, String id) {
        return statement.text("Sid").filter(id::equals).isPresent();
    }

    private static LambdaRefusal none() {
        return LambdaRefusal.notFound("The resource you requested does not exist.");
    }
}
