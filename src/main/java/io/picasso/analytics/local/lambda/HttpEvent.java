package io.picasso.analytics.local.lambda;

import com.sun.net.httpserver.HttpExchange;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.local.Endpoints;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Lambda's event of a request to a function's address, in payload format 2.0. */
final class HttpEvent {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

    private HttpEvent() {}

    static byte[] of(HttpExchange exchange, byte[] body) {
        URI uri = exchange.getRequestURI();
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        Fields event = new Fields()
                .put("version", "2.0")
                .put("routeKey", "$default")
                .put("rawPath", path)
                .put("rawQueryString", query);
        String cookies = headers.remove("cookie");
        if (cookies != null) {
            event.put("cookies", Fields.strings(List.of(cookies.split("; *"))));
        }
        event.put("headers", headers);
        if (!query.isEmpty()) {
            event.put("queryStringParameters", parameters(query));
        }
        event.put("requestContext", context(exchange, path, headers));
        if (body.length > 0) {
            boolean text = isText(headers.getOrDefault("content-type", ""), body);
            event.put(
                    "body",
                    text
                            ? new String(body, StandardCharsets.UTF_8)
                            : Base64.getEncoder().encodeToString(body));
            event.put("isBase64Encoded", !text);
        } else {
            event.put("isBase64Encoded", false);
        }
        return JsonText.compact(event.object()).getBytes(StandardCharsets.UTF_8);
    }

    private static JsonObject context(HttpExchange exchange, String path, Map<String, String> headers) {
        Instant now = Instant.now();
        String host = headers.getOrDefault("host", Endpoints.HOST);
        return new Fields()
                .put("accountId", Endpoints.ACCOUNT)
                .put("apiId", "local")
                .put("domainName", host)
                .put("domainPrefix", "local")
                .put(
                        "http",
                        new Fields()
                                .put("method", exchange.getRequestMethod())
                                .put("path", path)
                                .put("protocol", exchange.getProtocol())
                                .put(
                                        "sourceIp",
                                        exchange.getRemoteAddress().getAddress().getHostAddress())
                                .put("userAgent", headers.getOrDefault("user-agent", ""))
                                .object())
                .put("requestId", UUID.randomUUID().toString())
                .put("routeKey", "$default")
                .put("stage", "$default")
                .put("time", TIME.format(now))
                .put("timeEpoch", now.toEpochMilli())
                .object();
    }

    /** Several values of one name are joined by commas. */
    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String part : query.split("&")) {
            int equals = part.indexOf('=');
            String name = decoded(equals < 0 ? part : part.substring(0, equals));
            String value = equals < 0 ? "" : decoded(part.substring(equals + 1));
            parameters.merge(name, value, (one, other) -> one + "," + other);
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** Lambda hands texts in as they are and everything else as Base64; it goes by the type. */
    private static boolean isText(String type, byte[] body) {
        String plain = type.toLowerCase(Locale.ROOT);
        boolean saysText = plain.startsWith("text/")
                || plain.matches("application/(json|xml|javascript|x-ndjson|x-www-form-urlencoded|.*\\+(json|xml)).*");
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return saysText;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
