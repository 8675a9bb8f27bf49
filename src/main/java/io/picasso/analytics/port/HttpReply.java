package io.picasso.analytics.port;

import io.picasso.analytics.json.JsonValue.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/**
 * An answer to an HTTP request; always JSON.
 *
 * @param headers by name
 */
public record HttpReply(int status, JsonObject body, Map<String, String> headers) {
    public HttpReply {
        headers = Map.copyOf(headers);
    }

    public static HttpReply of(int status, JsonObject body) {
        return new HttpReply(status, body, Map.of());
    }

    /** The same answer with more headers. */
    public HttpReply with(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(headers);
        all.putAll(more);
        return new HttpReply(status, body, all);
    }
}
