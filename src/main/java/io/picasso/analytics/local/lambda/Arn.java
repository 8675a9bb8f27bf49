package io.picasso.analytics.local.lambda;

import io.picasso.analytics.local.Endpoints;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of functions and queues, as Lambda's API takes and gives them. */
final class Arn {
    private static final String FUNCTION =
            "arn:aws:lambda:" + Endpoints.REGION + ":" + Endpoints.ACCOUNT + ":function:";

    /** A name, a part of an ARN, or all of it; with or without a version. */
    private static final Pattern NAME =
            Pattern.compile("(?:(?:arn:aws:lambda:[a-z0-9-]+:)?\\d{12}:function:)?([A-Za-z0-9_-]{1,64})(?::([^:]+))?");

    private static final Pattern QUEUE = Pattern.compile("arn:aws:sqs:[^:]*:[^:]*:([^:]{1,80})");

    private Arn() {}

    static String of(String function) {
        return FUNCTION + function;
    }

    /**
     * The function's name.
     *
     * @throws LambdaRefusal when it is none, or names a version: there is {@code $LATEST} only
     */
    static String function(String text) {
        Matcher name = NAME.matcher(text);
        if (!name.matches()) {
            throw LambdaRefusal.malformed(
                    text, "functionName", "Member must satisfy regular expression pattern: " + NAME);
        }
        if (name.group(2) != null && !name.group(2).equals("$LATEST")) {
            throw LambdaRefusal.notFound("Function not found: " + of(name.group(1)) + ":" + name.group(2));
        }
        return name.group(1);
    }

    /**
     * The name of a queue.
     *
     * @throws LambdaRefusal when it is another event source
     */
    static String queue(String text) {
        Matcher queue = QUEUE.matcher(text);
        if (!queue.matches()) {
            throw LambdaRefusal.unsupported("The event source '" + text + "', which is no queue of SQS,");
        }
        return queue.group(1);
    }
}
