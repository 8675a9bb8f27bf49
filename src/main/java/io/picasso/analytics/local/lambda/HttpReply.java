package io.picasso.analytics.local.lambda;

import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a function's answer means as an answer to a request, by the rules of payload format 2.0. */
@SuppressWarnings("ArrayRecordComponent")
record HttpReply(int status, Map<String, List<String>> headers, byte[] body) {
    private static final String TYPE = "content-type";
    private static final String JSON = "application/json";

    /** The function failed, or answered what is no answer. */
    static HttpReply badGateway() {
        return error(502, "Internal Server Error");
    }

    static HttpReply error(int status, String message) {
        return new HttpReply(
                status,
                Map.of(TYPE, List.of(JSON)),
                JsonText.compact(new Fields().put("Message", message).object()).getBytes(StandardCharsets.UTF_8));
    }

    /** An answer with a status is taken as it says; any other JSON is the body itself. */
    static HttpReply of(JsonValue answer) {
        if (!(answer instanceof JsonObject object) || object.get("statusCode").isEmpty()) {
            byte[] text = (answer instanceof JsonString string ? string.value() : JsonText.compact(answer))
                    .getBytes(StandardCharsets.UTF_8);
            return new HttpReply(200, Map.of(TYPE, List.of(JSON)), text);
        }
        int status = Fields.number(object, "statusCode").orElse(502);
        String body = object.text("body").orElse("");
        Map<String, List<String>> headers = new LinkedHashMap<>();
        Fields.object(object, "headers")
                .members()
                .forEach((name, value) -> headers.put(
                        name, List.of(value instanceof JsonString text ? text.value() : JsonText.compact(value))));
        if (headers.keySet().stream().noneMatch(TYPE::equalsIgnoreCase)) {
            headers.put(TYPE, List.of(JSON));
        }
        List<String> cookies = new ArrayList<>();
        Fields.elements(object, "cookies").forEach(cookie -> {
            if (cookie instanceof JsonString text) {
                cookies.add(text.value());
            }
        });
        if (!cookies.isEmpty()) {
            headers.put("set-cookie", cookies);
        }
        try {
            return new HttpReply(
                    status,
                    headers,
                    Fields.flag(object, "isBase64Encoded").orElse(false)
                            ? Base64.getDecoder().decode(body)
                            : body.getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notBase64) {
            return badGateway();
        }
    }
}
