package io.picasso.analytics.port;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request, whatever brought it here.
 *
 * @param method in capitals
 * @param path as it was sent, percent signs and all, without the query
 * @param query the parameters, decoded; every value of one that was given several times
 * @param headers by their names in small letters; every value of one that was sent several times
 * @param body as it was sent; empty when it could not be read, or was longer than {@link #MAX_BODY_BYTES}
 */
public record HttpCall(
        String method,
        String path,
        Map<String, List<String>> query,
        Map<String, List<String>> headers,
        Optional<byte[]> body) {
    /** No request of this API comes near it. */
    public static final int MAX_BODY_BYTES = 256 * 1024;

    public HttpCall {
        method = method.toUpperCase(Locale.ROOT);
    }

    /** The parameters of a query as it stands in an address. What cannot be decoded is taken as it is. */
    public static Map<String, List<String>> parameters(String query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            if (!pair.isEmpty()) {
                int sign = pair.indexOf('=');
                String name = sign < 0 ? pair : pair.substring(0, sign);
                parameters
                        .computeIfAbsent(decode(name), unused -> new ArrayList<>())
                        .add(sign < 0 ? "" : decode(pair.substring(sign + 1)));
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            return text;
        }
    }
}
