package io.picasso.analytics.local.lambda;

import io.picasso.analytics.change.EnvironmentMap;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Pattern;

/** What Lambda asks of a function's environment. */
final class EnvironmentRules {
    private static final Pattern KEY = Pattern.compile("[a-zA-Z]([a-zA-Z0-9_])+");

    /** Set by Lambda itself. See "Defined runtime environment variables" in its manual. */
    private static final Set<String> RESERVED = Set.of(
            "_HANDLER",
            "_X_AMZN_TRACE_ID",
            "AWS_ACCESS_KEY",
            "AWS_ACCESS_KEY_ID",
            "AWS_DEFAULT_REGION",
            "AWS_EXECUTION_ENV",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
            "AWS_LAMBDA_FUNCTION_NAME",
            "AWS_LAMBDA_FUNCTION_VERSION",
            "AWS_LAMBDA_INITIALIZATION_TYPE",
            "AWS_LAMBDA_LOG_GROUP_NAME",
            "AWS_LAMBDA_LOG_STREAM_NAME",
            "AWS_LAMBDA_RUNTIME_API",
            "AWS_REGION",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "LAMBDA_RUNTIME_DIR",
            "LAMBDA_TASK_ROOT");

    private EnvironmentRules() {}

    /**
     * Checks an environment.
     *
     * @throws LambdaRefusal when Lambda would not take it
     */
    static void require(SortedMap<String, String> variables) {
        List<String> reserved =
                variables.keySet().stream().filter(RESERVED::contains).toList();
        if (!reserved.isEmpty()) {
            throw LambdaRefusal.invalid(
                    "Lambda was unable to configure your environment variables because the environment"
                            + " variables you have provided contains reserved keys that are currently not supported for"
                            + " modification. Reserved keys used in this request: " + String.join(", ", reserved));
        }
        for (String key : variables.keySet()) {
            if (!KEY.matcher(key).matches()) {
                throw LambdaRefusal.malformed(
                        key,
                        "environment.variables",
                        "Map keys must satisfy constraint: [Member must satisfy regular expression pattern: " + KEY
                                + "]");
            }
        }
        if (variables.values().stream().anyMatch(value -> value.indexOf('\0') >= 0)) {
            throw LambdaRefusal.invalid("An environment variable cannot hold a zero byte");
        }
        if (EnvironmentMap.of(variables).bytes() > EnvironmentMap.LARGEST) {
            throw LambdaRefusal.invalid(
                    "Lambda was unable to configure your environment variables because the environment"
                            + " variables you have provided exceeded the 4KB limit.");
        }
    }
}
