package io.picasso.analytics.lambda;

import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue.JsonBoolean;
import io.picasso.analytics.json.JsonValue.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/**
 * An HTTP answer, in the form that Function URLs and REST APIs share. A browser of any site may read it.
 *
 * @param headers beyond those every answer has
 */
record HttpAnswer(int status, JsonObject body, Map<String, String> headers) {
    private static final Map<String, String> ALWAYS = Map.of(
            "Content-Type", "application/json",
            "Access-Control-Allow-Origin", "*",
            "Access-Control-Allow-Methods", "POST, OPTIONS",
            "Access-Control-Allow-Headers", "Content-Type");

    static HttpAnswer of(int status, JsonObject body) {
        return new HttpAnswer(status, body, Map.of());
    }

    /** A refusal, with its reason for the sender. */
    static HttpAnswer error(int status, String reason) {
        return of(
                status,
                new JsonMembers().put("status", "error").put("message", reason).object());
    }

    HttpAnswer with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new HttpAnswer(status, body, more);
    }

    JsonObject event() {
        JsonMembers all = new JsonMembers();
        new TreeMap<>(ALWAYS).forEach(all::put);
        headers.forEach(all::put);
        return new JsonMembers()
                .put("statusCode", status)
                .put("headers", all.object())
                .put("body", body.isEmpty() ? "" : JsonText.compact(body))
                .put("isBase64Encoded", new JsonBoolean(false))
                .object();
    }
}
