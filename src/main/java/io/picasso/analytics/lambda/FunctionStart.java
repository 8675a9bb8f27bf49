package io.picasso.analytics.lambda;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonValue.JsonBoolean;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.wiring.Processing;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;

/**
 * What a function has once it has started.
 *
 * @param processing the parts of its operations
 * @param log its log
 */
record FunctionStart(Processing processing, FunctionLog log) {
    /** Lambda's own variable with the function's name. */
    static final String NAME_VARIABLE = "AWS_LAMBDA_FUNCTION_NAME";

    static {
        // The SDK's logging library would say on standard error, and not in JSON, that nobody listens to it.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
    }

    /**
     * Starts the function.
     *
     * @param variables its environment
     * @param out takes the log
     * @throws FunctionFailed when a setting cannot be used; the log says which
     */
    static FunctionStart of(Map<String, String> variables, PrintStream out, Clock clock) {
        FunctionLog log = new FunctionLog(out, clock);
        try {
            return new FunctionStart(new Processing(FunctionSettings.of(variables), clock), log);
        } catch (Failure failure) {
            log.failure(
                    FunctionLog.Level.ERROR,
                    new JsonMembers()
                            .put("function", variables.getOrDefault(NAME_VARIABLE, ""))
                            .object(),
                    failure);
            throw new FunctionFailed(failure);
        }
    }

    JsonParser parser() {
        return processing.parser();
    }

    Clock clock() {
        return processing.clock();
    }

    /** The members that tell the calls of the log apart. */
    JsonObject about(Invocation invocation) {
        return new JsonMembers()
                .put("request_id", invocation.requestId())
                .put("function", invocation.function())
                .put("environment", processing.settings().environment())
                .object();
    }

    /** Says that the function is ready, and how it is set. */
    void ready() {
        log.write(
                FunctionLog.Level.INFO,
                "ready",
                new JsonMembers()
                        .put("environment", processing.settings().environment())
                        .put("writes_tables", new JsonBoolean(processing.writesTables()))
                        .put("lake", processing.settings().text(SettingKey.LAKE_BUCKET))
                        .object());
    }
}
