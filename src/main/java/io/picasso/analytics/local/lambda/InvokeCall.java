package io.picasso.analytics.local.lambda;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.picasso.analytics.port.JsonParser;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The call {@code Invoke}. */
final class InvokeCall {
    private static final Pattern PATH = Pattern.compile("/2015-03-31/functions/([^/]+)/invocations");
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

    private final Functions functions;
    private final JsonParser parser;

    InvokeCall(Functions functions, JsonParser parser) {
        this.functions = functions;
        this.parser = parser;
    }

    /** The name of the function, when the path is that of this call. */
    static Optional<String> function(String method, String path) {
        Matcher invocation = PATH.matcher(path);
        return method.equals("POST") && invocation.matches()
                ? Optional.of(Arn.function(invocation.group(1)))
                : Optional.empty();
    }

    /**
     * Calls the function and answers.
     *
     * @throws LambdaRefusal as Lambda would
     */
    void answer(HttpExchange exchange, String name) throws IOException {
        Headers asked = exchange.getRequestHeaders();
        String type =
                Optional.ofNullable(asked.getFirst("X-Amz-Invocation-Type")).orElse("RequestResponse");
        int limit = type.equals("Event") ? Payload.LARGEST_ASYNCHRONOUS : Payload.LARGEST;
        byte[] sent = exchange.getRequestBody().readNBytes(limit + 1);
        if (sent.length > limit) {
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            throw LambdaRefusal.tooLarge(limit);
        }
        byte[] event = sent.length == 0 ? NOTHING : sent;
        var unused = parser.parse(event).either(value -> value, (reason, detail) -> {
            throw LambdaRefusal.badPayload(detail);
        });
        LambdaFunction function = functions.get(name);
        Headers headers = exchange.getResponseHeaders();
        headers.set("X-Amz-Executed-Version", "$LATEST");
        switch (type) {
            case "RequestResponse" -> {
                CallResult result = function.call(event);
                headers.set("Content-Type", "application/json");
                if (result.failed()) {
                    headers.set("X-Amz-Function-Error", "Unhandled");
                }
                if ("Tail".equals(asked.getFirst("X-Amz-Log-Type"))) {
                    headers.set(
                            "X-Amz-Log-Result",
                            Base64.getEncoder().encodeToString(result.log().getBytes(StandardCharsets.UTF_8)));
                }
                exchange.sendResponseHeaders(200, result.payload().length == 0 ? -1 : result.payload().length);
                exchange.getResponseBody().write(result.payload());
            }
            case "Event" -> {
                functions.callLater(function, event);
                exchange.sendResponseHeaders(202, -1);
            }
            case "DryRun" -> exchange.sendResponseHeaders(204, -1);
            default ->
                throw LambdaRefusal.malformed(
                        type, "invocationType", "Member must satisfy enum value set: [Event, RequestResponse, DryRun]");
        }
    }
}
