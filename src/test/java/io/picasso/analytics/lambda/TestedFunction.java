package io.picasso.analytics.lambda;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import io.picasso.analytics.adapter.json.JacksonParser;
import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import io.picasso.analytics.law.Core;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.setting.Settings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The event processor in this process, called as Lambda calls it, with its log kept. */
final class TestedFunction {
    static final String NAME = "Analytics_Event_Processor";

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final EventProcessorHandler handler;
    private Duration remaining = Duration.ofSeconds(60);

    TestedFunction(Map<String, String> variables) {
        handler = new EventProcessorHandler(start(variables, log));
    }

    static FunctionStart start(Map<String, String> variables, ByteArrayOutputStream log) {
        return FunctionStart.of(variables, new PrintStream(log, true, StandardCharsets.UTF_8), Clock.systemUTC());
    }

    /** The settings as the variables of a function. */
    static Map<String, String> variables(Settings settings) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("PICASSO_ENV", settings.environment());
        variables.put(FunctionStart.NAME_VARIABLE, NAME);
        for (SettingKey key : SettingKey.values()) {
            settings.find(key).ifPresent(text -> variables.put(key.variable(), text));
        }
        return variables;
    }

    TestedFunction with(Duration time) {
        remaining = time;
        return this;
    }

    JsonObject call(JsonObject event) {
        return call(JsonText.compact(event));
    }

    JsonObject call(String event) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            handler.handleRequest(
                    new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out, new Call(remaining));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return object(out.toString(StandardCharsets.UTF_8));
    }

    /** The ids the function wants again. */
    static List<String> failed(JsonObject answer) {
        return ((JsonArray) answer.get("batchItemFailures").orElseThrow())
                .elements().stream()
                        .map(item -> ((JsonObject) item).text("itemIdentifier").orElseThrow())
                        .sorted()
                        .toList();
    }

    String log() {
        return log.toString(StandardCharsets.UTF_8);
    }

    /** Every line of the log; fails where one is not a JSON object. */
    List<JsonObject> lines() {
        return lines(log());
    }

    static List<JsonObject> lines(String log) {
        return log.lines().map(TestedFunction::object).toList();
    }

    /** The line of metrics of the last call. */
    JsonObject metrics() {
        List<JsonObject> reports =
                lines().stream().filter(line -> line.get("_aws").isPresent()).toList();
        return reports.get(reports.size() - 1);
    }

    static JsonObject object(String text) {
        return (JsonObject) Core.accepted(new JacksonParser().parse(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** A batch as Lambda hands it in: the bodies by message id. */
    static JsonObject batch(Map<String, String> bodies, Instant sent) {
        List<JsonValue> records = new ArrayList<>();
        bodies.forEach((id, body) -> records.add(new JsonMembers()
                .put("messageId", id)
                .put("receiptHandle", "receipt-" + id)
                .put("body", body)
                .put(
                        "attributes",
                        new JsonMembers()
                                .put("ApproximateReceiveCount", "1")
                                .put("SentTimestamp", Long.toString(sent.toEpochMilli()))
                                .object())
                .put("messageAttributes", JsonObject.EMPTY)
                .put("md5OfBody", "x")
                .put("eventSource", "aws:sqs")
                .put("eventSourceARN", "arn:aws:sqs:us-east-1:000000000000:picasso-analytics-events")
                .put("awsRegion", "us-east-1")
                .object()));
        return new JsonObject(Map.of("Records", new JsonArray(records)));
    }

    /** A request as a Function URL hands it in. */
    static JsonObject post(String body) {
        return request("POST", body);
    }

    static JsonObject request(String method, String body) {
        return new JsonMembers()
                .put("version", "2.0")
                .put("rawPath", "/")
                .put(
                        "requestContext",
                        new JsonMembers()
                                .put(
                                        "http",
                                        new JsonMembers().put("method", method).object())
                                .object())
                .put("body", new JsonString(body))
                .put("isBase64Encoded", new JsonValue.JsonBoolean(false))
                .object();
    }

    /** A call's context. */
    record Call(Duration remaining) implements Context {
        @Override
        public String getAwsRequestId() {
            return "request-1";
        }

        @Override
        public String getLogGroupName() {
            return "/aws/lambda/" + NAME;
        }

        @Override
        public String getLogStreamName() {
            return "test";
        }

        @Override
        public String getFunctionName() {
            return NAME;
        }

        @Override
        public String getFunctionVersion() {
            return "$LATEST";
        }

        @Override
        public String getInvokedFunctionArn() {
            return "arn:aws:lambda:us-east-1:000000000000:function:" + NAME;
        }

        @Override
        public CognitoIdentity getIdentity() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ClientContext getClientContext() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int getRemainingTimeInMillis() {
            return (int) remaining.toMillis();
        }

        @Override
        public int getMemoryLimitInMB() {
            return 256;
        }

        @Override
        public LambdaLogger getLogger() {
            throw new UnsupportedOperationException();
        }
    }
}
