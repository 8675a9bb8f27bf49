package io.picasso.analytics.local.lambda;

import io.picasso.analytics.json.JsonValue.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a function runs.
 *
 * @param memoryMb memory in megabytes
 * @param timeoutSeconds longest time of a call
 * @param environment the variables, whole
 */
record Configuration(
        String runtime,
        String handler,
        String role,
        String description,
        int memoryMb,
        int timeoutSeconds,
        SortedMap<String, String> environment) {
    private static final int USUAL_MEMORY = 128;
    private static final int LEAST_MEMORY = 128;
    private static final int MOST_MEMORY = 10_240;
    private static final int USUAL_TIMEOUT = 3;
    private static final int MOST_TIMEOUT = 900;

    /** What would change how a function runs, and does not here. */
    private static final List<String> UNSUPPORTED =
            List.of("FileSystemConfigs", "ImageConfig", "Layers", "DeadLetterConfig");

    private static final String ROLE = "arn:aws:iam::000000000000:role/local";

    /**
     * Reads what a new function is to be.
     *
     * @throws LambdaRefusal as Lambda would
     */
    static Configuration of(JsonObject body) {
        if (body.text("PackageType").orElse("Zip").equals("Image")) {
            throw LambdaRefusal.unsupported("PackageType Image");
        }
        Configuration empty = new Configuration("", "", ROLE, "", USUAL_MEMORY, USUAL_TIMEOUT, new TreeMap<>());
        Configuration read = empty.changed(body);
        if (read.runtime.isEmpty() || read.handler.isEmpty()) {
            throw LambdaRefusal.invalid("Runtime and Handler are mandatory parameters for functions created with"
                    + " deployment packages.");
        }
        return read;
    }

    /**
     * This with every member of a request set; what is absent there stays.
     *
     * @throws LambdaRefusal as Lambda would
     */
    Configuration changed(JsonObject body) {
        for (String member : UNSUPPORTED) {
            if (body.get(member).filter(value -> !Fields.isNothing(value)).isPresent()) {
                throw LambdaRefusal.unsupported(member);
            }
        }
        if (!Fields.elements(Fields.object(body, "VpcConfig"), "SubnetIds").isEmpty()) {
            throw LambdaRefusal.unsupported("VpcConfig");
        }
        Optional<String> newHandler = body.text("Handler");
        newHandler.filter(text -> !text.matches("\\S{1,128}")).ifPresent(text -> {
            throw LambdaRefusal.malformed(text, "handler", "Member must satisfy regular expression pattern: [^\\s]+");
        });
        SortedMap<String, String> variables = environment;
        if (body.get("Environment").isPresent()) {
            variables = Fields.texts(Fields.object(Fields.object(body, "Environment"), "Variables"));
            EnvironmentRules.require(variables);
        }
        return new Configuration(
                body.text("Runtime").orElse(runtime),
                newHandler.orElse(handler),
                body.text("Role").orElse(role),
                body.text("Description").orElse(description),
                between(body, "MemorySize", memoryMb, LEAST_MEMORY, MOST_MEMORY),
                between(body, "Timeout", timeoutSeconds, 1, MOST_TIMEOUT),
                variables);
    }

    private static int between(JsonObject body, String member, int otherwise, int least, int most) {
        int number = Fields.number(body, member).orElse(otherwise);
        if (number < least || number > most) {
            throw LambdaRefusal.malformed(
                    "" + number,
                    member.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + member.substring(1),
                    "Member must have value between " + least + " and " + most);
        }
        return number;
    }

    /** The members of Lambda's answers, and of the file. */
    void write(Fields fields) {
        fields.put("Runtime", runtime)
                .put("Role", role)
                .put("Handler", handler)
                .put("Description", description)
                .put("Timeout", timeoutSeconds)
                .put("MemorySize", memoryMb);
        if (!environment.isEmpty()) {
            fields.put("Environment", new Fields().put("Variables", environment).object());
        }
    }
}
