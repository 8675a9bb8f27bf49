package io.picasso.analytics.resource;

import java.util.Optional;

/**
 * Who may call a function besides those whose own rights allow it: a statement of the function's resource policy.
 *
 * @param statement the statement's id; one function has each only once
 * @param caller who
 * @param source ARN of the resource in whose name the caller calls; empty for callers without one
 */
public record CallPermission(String statement, Caller caller, Optional<String> source) {
    /** Who may call. */
    public enum Caller {
        /** Everybody, to use the function's web address. */
        PUBLIC_URL,
        /** Everybody, to call the function, but only through its web address. Lambda asks for both. */
        PUBLIC_CALL,
        /** A rule of EventBridge. */
        RULE
    }

    /** Everybody may use the web address. The id is the one that Lambda's console gives. */
    public static CallPermission publicUrl() {
        return new CallPermission("FunctionURLAllowPublicAccess", Caller.PUBLIC_URL, Optional.empty());
    }

    /** Everybody may call through the web address. The id is the one that Lambda's console gives. */
    public static CallPermission publicCall() {
        return new CallPermission("FunctionURLInvokeAllowPublicAccess", Caller.PUBLIC_CALL, Optional.empty());
    }

    /**
     * A rule may call.
     *
     * @param rule its name
     * @param arn its ARN
     */
    public static CallPermission rule(String rule, String arn) {
        return new CallPermission("rule-" + rule, Caller.RULE, Optional.of(arn));
    }
}
