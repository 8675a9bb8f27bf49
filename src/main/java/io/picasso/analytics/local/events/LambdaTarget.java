package io.picasso.analytics.local.events;

import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.local.Endpoints;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls the functions that rules point to, without waiting for them. */
final class LambdaTarget {
    private static final Pattern FUNCTION =
            Pattern.compile("arn:aws:lambda:[a-z0-9-]+:\\d{12}:function:([A-Za-z0-9_-]{1,64})");
    private static final int PATIENCE_MILLIS = 10_000;

    private final URI lambda;

    /** @param lambda where Lambda answers */
    LambdaTarget(URI lambda) {
        this.lambda = lambda;
    }

    /**
     * Checks a target.
     *
     * @throws EventsRefusal when it is no function: rules call nothing else here
     */
    static void require(JsonObject target) {
        if (Rule.id(target).isEmpty() || !FUNCTION.matcher(arn(target)).matches()) {
            throw EventsRefusal.invalid("the embedded stack's rules call functions only, not '" + arn(target) + "'");
        }
    }

    private static String arn(JsonObject target) {
        return target.text("Arn").orElse("");
    }

    /** Hands the event over; what cannot be is said in the log, and the next period tries again. */
    void call(Rule rule) {
        for (JsonObject target : rule.targets()) {
            Matcher function = FUNCTION.matcher(arn(target));
            if (!function.matches()) {
                continue;
            }
            try {
                int status = send(function.group(1), target.text("Input").orElseGet(() -> event(rule)));
                if (status != HttpURLConnection.HTTP_ACCEPTED) {
                    System.err.println("events: rule " + rule.name() + " could not call " + function.group(1)
                            + ": Lambda answered " + status);
                }
            } catch (IOException e) {
                System.err.println("events: rule " + rule.name() + " could not call " + function.group(1) + ": " + e);
            }
        }
    }

    private int send(String function, String event) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) lambda.resolve("/2015-03-31/functions/" + function + "/invocations")
                        .toURL()
                        .openConnection();
        connection.setConnectTimeout(PATIENCE_MILLIS);
        connection.setReadTimeout(PATIENCE_MILLIS);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("X-Amz-Invocation-Type", "Event");
        connection.setDoOutput(true);
        connection.getOutputStream().write(event.getBytes(StandardCharsets.UTF_8));
        int status = connection.getResponseCode();
        connection.disconnect();
        return status;
    }

    /** What EventBridge hands to a target of a rule on a schedule. */
    private static String event(Rule rule) {
        return JsonText.compact(new JsonMembers()
                .put("version", "0")
                .put("id", UUID.randomUUID().toString())
                .put("detail-type", "Scheduled Event")
                .put("source", "aws.events")
                .put("account", Endpoints.ACCOUNT)
                .put("time", UtcTime.format(Instant.now()))
                .put("region", Endpoints.REGION)
                .texts("resources", List.of(rule.arn()))
                .put("detail", JsonObject.EMPTY)
                .object());
    }
}
