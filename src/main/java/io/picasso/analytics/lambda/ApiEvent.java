package io.picasso.analytics.lambda;

import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonBoolean;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import io.picasso.analytics.port.HttpCall;
import io.picasso.analytics.port.HttpReply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The events of a Function URL (payload 2.0) and of a REST API (payload 1.0) as requests, and answers for both. */
final class ApiEvent {
    private ApiEvent() {}

    /** The request in an event; empty when the event is none. */
    static Optional<HttpCall> find(JsonObject event) {
        JsonObject http = member(member(event, "requestContext"), "http");
        Optional<String> method = http.text("method");
        if (method.isPresent()) {
            return Optional.of(call(
                    event,
                    method.get(),
                    event.text("rawPath").or(() -> http.text("path")),
                    event.text("rawQueryString")
                            .map(HttpCall::parameters)
                            .orElseGet(
                                    () -> values(event, "queryStringParameters", "multiValueQueryStringParameters"))));
        }
        return event.text("httpMethod")
                .map(verb -> call(
                        event,
                        verb,
                        event.text("path"),
                        values(event, "queryStringParameters", "multiValueQueryStringParameters")));
    }

    private static HttpCall call(
            JsonObject event, String method, Optional<String> path, Map<String, List<String>> query) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        values(event, "headers", "multiValueHeaders")
                .forEach((name, values) -> headers.computeIfAbsent(
                                name.toLowerCase(Locale.ROOT), unused -> new ArrayList<>())
                        .addAll(values));
        return new HttpCall(
                method,
                path.filter(text -> !text.isEmpty()).orElse("/"),
                query,
                headers,
                HttpRequest.body(event).filter(body -> body.length <= HttpCall.MAX_BODY_BYTES));
    }

    /** The lists of values where the event has them, else single ones. */
    private static Map<String, List<String>> values(JsonObject event, String single, String multiple) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        member(event, single).members().forEach((name, value) -> texts(value, values, name));
        JsonObject lists = member(event, multiple);
        lists.members().keySet().forEach(values::remove);
        lists.members().forEach((name, value) -> texts(value, values, name));
        return values;
    }

    private static void texts(JsonValue value, Map<String, List<String>> values, String name) {
        List<JsonValue> all = value instanceof JsonArray array ? array.elements() : List.of(value);
        for (JsonValue one : all) {
            if (one instanceof JsonString text) {
                values.computeIfAbsent(name, unused -> new ArrayList<>()).add(text.value());
            }
        }
    }

    private static JsonObject member(JsonObject object, String name) {
        return object.get(name).orElse(JsonObject.EMPTY) instanceof JsonObject member ? member : JsonObject.EMPTY;
    }

    /** The answer, in the form that both take. */
    static JsonObject answer(HttpReply reply) {
        JsonMembers headers = new JsonMembers().put("Content-Type", "application/json");
        new TreeMap<>(reply.headers()).forEach(headers::put);
        return new JsonMembers()
                .put("statusCode", reply.status())
                .put("headers", headers.object())
                .put("body", JsonText.compact(reply.body()))
                .put("isBase64Encoded", new JsonBoolean(false))
                .object();
    }
}
