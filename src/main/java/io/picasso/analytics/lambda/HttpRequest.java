package io.picasso.analytics.lambda;

import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonBoolean;
import io.picasso.analytics.json.JsonValue.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * An HTTP request, as a Function URL (payload 2.0) or a REST API (payload 1.0) hands it in.
 *
 * @param method in capitals
 * @param body as it was sent; empty when it is said to be Base64 and is not
 */
record HttpRequest(String method, Optional<byte[]> body) {
    /** The request in an event; empty when the event is none. */
    static Optional<HttpRequest> find(JsonObject event) {
        return member(member(event, "requestContext"), "http")
                .text("method")
                .or(() -> event.text("httpMethod"))
                .map(method -> new HttpRequest(method.toUpperCase(Locale.ROOT), body(event)));
    }

    private static JsonObject member(JsonObject object, String name) {
        return object.get(name).orElse(JsonObject.EMPTY) instanceof JsonObject member ? member : JsonObject.EMPTY;
    }

    /** The body, decoded where the event says that it is Base64; empty when it is not. */
    static Optional<byte[]> body(JsonObject event) {
        String text = event.text("body").orElse("");
        JsonValue encoded = event.get("isBase64Encoded").orElse(new JsonBoolean(false));
        if (!encoded.equals(new JsonBoolean(true))) {
            return Optional.of(text.getBytes(StandardCharsets.UTF_8));
        }
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
