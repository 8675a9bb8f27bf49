package io.picasso.analytics.local.lambda;

import io.picasso.analytics.json.JsonValue.JsonObject;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The calls of Lambda's API that are answered here, but for {@code Invoke}: {@code aws lambda} and our adapter use no more. */
final class LambdaCalls {
    /**
     * An answer.
     *
     * @param body empty where there is none
     */
    record Answer(int status, Optional<JsonObject> body) {
        static Answer of(int status, JsonObject body) {
            return new Answer(status, Optional.of(body));
        }
    }

    private static final Pattern FUNCTIONS = Pattern.compile("/2015-03-31/functions/?");
    private static final Pattern FUNCTION =
            Pattern.compile("/(?:2015-03-31|2021-10-31)/functions/([^/]+)(?:/(configuration|code|url|policy))?");
    private static final Pattern STATEMENT = Pattern.compile("/2015-03-31/functions/([^/]+)/policy/([^/]+)");
    private static final Pattern MAPPINGS = Pattern.compile("/2015-03-31/event-source-mappings/?");
    private static final Pattern MAPPING = Pattern.compile("/2015-03-31/event-source-mappings/([^/]+)");

    private final Functions functions;
    private final Mappings mappings;
    private final Addresses addresses;
    private final Policies policies;

    LambdaCalls(Functions functions, Mappings mappings, Addresses addresses, Policies policies) {
        this.functions = functions;
        this.mappings = mappings;
        this.addresses = addresses;
        this.policies = policies;
    }

    /**
     * Answers a call.
     *
     * @param path decoded
     * @throws LambdaRefusal as Lambda would
     */
    Answer answer(String method, String path, Map<String, String> query, JsonObject body) throws IOException {
        String call = method + " " + path;
        Matcher function = FUNCTION.matcher(path);
        Matcher mapping = MAPPING.matcher(path);
        if (FUNCTIONS.matcher(path).matches()) {
            return switch (method) {
                case "POST" -> Answer.of(201, functions.create(body).json());
                case "GET" ->
                    Answer.of(
                            200, new Fields().put("Functions", functions.kept()).object());
                default -> throw LambdaRefusal.unknownCall(call);
            };
        }
        if (function.matches()) {
            String part = Optional.ofNullable(function.group(2)).orElse("");
            return ofFunction(method + " " + part, Arn.function(function.group(1)), body, call);
        }
        if (MAPPINGS.matcher(path).matches()) {
            return switch (method) {
                case "POST" -> Answer.of(202, mappings.create(body));
                case "GET" ->
                    Answer.of(
                            200,
                            mappings.list(
                                    Optional.ofNullable(query.get("FunctionName")),
                                    Optional.ofNullable(query.get("EventSourceArn"))));
                default -> throw LambdaRefusal.unknownCall(call);
            };
        }
        if (mapping.matches()) {
            return switch (method) {
                case "GET" -> Answer.of(200, mappings.get(mapping.group(1)));
                case "PUT" -> Answer.of(202, mappings.update(mapping.group(1), body));
                case "DELETE" -> Answer.of(202, mappings.delete(mapping.group(1)));
                default -> throw LambdaRefusal.unknownCall(call);
            };
        }
        Matcher statement = STATEMENT.matcher(path);
        if (statement.matches() && method.equals("DELETE")) {
            policies.remove(Arn.function(statement.group(1)), statement.group(2));
            return new Answer(204, Optional.empty());
        }
        throw LambdaRefusal.unknownCall(call);
    }

    private Answer ofFunction(String what, String name, JsonObject body, String call) throws IOException {
        return switch (what) {
            case "GET " -> Answer.of(200, whole(functions.get(name).state()));
            case "DELETE " -> {
                functions.get(name);
                addresses.forget(name);
                policies.forget(name);
                functions.delete(name);
                yield new Answer(204, Optional.empty());
            }
            case "GET configuration" ->
                Answer.of(200, functions.get(name).state().json());
            case "PUT configuration" ->
                Answer.of(200, functions.updateConfiguration(name, body).json());
            case "PUT code" -> Answer.of(200, functions.updateCode(name, body).json());
            case "GET url" -> Answer.of(200, addresses.get(name));
            case "POST url" -> Answer.of(201, addresses.create(name, body));
            case "GET policy" -> Answer.of(200, policies.get(name));
            case "POST policy" -> Answer.of(201, policies.add(name, body));
            case "DELETE url" -> {
                addresses.delete(name);
                yield new Answer(204, Optional.empty());
            }
            default -> throw LambdaRefusal.unknownCall(call);
        };
    }

    private JsonObject whole(FunctionState state) {
        return new Fields()
                .put("Configuration", state.json())
                .put(
                        "Code",
                        new Fields()
                                .put("RepositoryType", "File")
                                .put("Location", functions.location(state))
                                .object())
                .object();
    }
}
