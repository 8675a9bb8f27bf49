package io.picasso.analytics.local.lambda;

import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * How a queue calls a function.
 *
 * @param enabled whether it shall do so
 * @param batchSize messages in one call at most
 * @param window how long a batch is let fill
 * @param reportsFailures whether failed messages are reported one by one
 * @param modified milliseconds since 1970
 */
record Mapping(
        String id,
        String function,
        String source,
        boolean enabled,
        int batchSize,
        Duration window,
        boolean reportsFailures,
        long modified) {
    private static final int USUAL_BATCH = 10;
    private static final int MOST_IN_BATCH = 10_000;
    private static final int LONGEST_WINDOW = 300;
    private static final String REPORT = "ReportBatchItemFailures";
    private static final List<String> UNSUPPORTED =
            List.of("FilterCriteria", "DestinationConfig", "ScalingConfig", "ProvisionedPollerConfig");

    /**
     * Reads what a new mapping is to be.
     *
     * @throws LambdaRefusal as Lambda would
     */
    static Mapping of(JsonObject body) {
        String function = Arn.function(required(body, "FunctionName"));
        String source = required(body, "EventSourceArn");
        Arn.queue(source);
        return new Mapping(UUID.randomUUID().toString(), function, source, true, USUAL_BATCH, Duration.ZERO, false, 0)
                .changed(body);
    }

    /** Reads the form of the file. */
    static Mapping read(JsonObject json) {
        Mapping unset = new Mapping(
                required(json, "UUID"),
                Arn.function(required(json, "FunctionArn")),
                required(json, "EventSourceArn"),
                true,
                USUAL_BATCH,
                Duration.ZERO,
                false,
                0);
        return unset.changed(json);
    }

    private static String required(JsonObject body, String member) {
        return body.text(member)
                .orElseThrow(() -> LambdaRefusal.malformed(
                        "null",
                        member.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + member.substring(1),
                        "Member must not be null"));
    }

    /**
     * This with every member of a request set; what is absent there stays.
     *
     * @throws LambdaRefusal as Lambda would
     */
    Mapping changed(JsonObject body) {
        for (String member : UNSUPPORTED) {
            if (body.get(member).filter(value -> !Fields.isNothing(value)).isPresent()) {
                throw LambdaRefusal.unsupported(member);
            }
        }
        int size = between(body, "BatchSize", batchSize, 1, MOST_IN_BATCH);
        int seconds = between(body, "MaximumBatchingWindowInSeconds", (int) window.toSeconds(), 0, LONGEST_WINDOW);
        if (size > USUAL_BATCH && seconds == 0) {
            throw LambdaRefusal.invalid(
                    "Maximum batch window in seconds must be greater than 0 if maximum batch size is"
                            + " greater than 10");
        }
        boolean reports = body.get("FunctionResponseTypes").isPresent()
                ? Fields.elements(body, "FunctionResponseTypes").contains(new JsonString(REPORT))
                : reportsFailures;
        return new Mapping(
                id,
                body.text("FunctionName").map(Arn::function).orElse(function),
                source,
                Fields.flag(body, "Enabled").orElse(enabled),
                size,
                Duration.ofSeconds(seconds),
                reports,
                System.currentTimeMillis());
    }

    private static int between(JsonObject body, String member, int otherwise, int least, int most) {
        int number = Fields.number(body, member).orElse(otherwise);
        if (number < least || number > most) {
            throw LambdaRefusal.invalid(member + " is " + number + ", and must be from " + least + " to " + most);
        }
        return number;
    }

    /**
     * The form of Lambda's answers.
     *
     * @param state Lambda's word for how far it is
     */
    JsonObject json(String state) {
        return fields(state).object();
    }

    /** The form of the file. */
    JsonObject json() {
        return fields(enabled ? "Enabled" : "Disabled").put("Enabled", enabled).object();
    }

    private Fields fields(String state) {
        return new Fields()
                .put("UUID", id)
                .put("BatchSize", batchSize)
                .put("MaximumBatchingWindowInSeconds", window.toSeconds())
                .put("EventSourceArn", source)
                .put("FunctionArn", Arn.of(function))
                .put("LastModified", modified / 1000)
                .put("State", state)
                .put("StateTransitionReason", "USER_INITIATED")
                .put("FunctionResponseTypes", Fields.strings(reportsFailures ? List.of(REPORT) : List.of()));
    }
}
