package io.picasso.analytics.operation.dashboard;

import io.picasso.analytics.port.HttpCall;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Requests that nobody would send by mistake alone: routes that are nearly right, with parameters that are nearly so. */
final class FuzzedCalls {
    private static final List<String> PATHS = List.of(
            "/sessions/list",
            "/sessions/",
            "/sessions/ours_1",
            "/conversations/",
            "/conversations/summary",
            "/forms/submissions",
            "/features",
            "/leads/queue",
            "/leads/",
            "/leads/x/status",
            "/leads/x/notes",
            "/leads/x/reactivate",
            "/health",
            "/openapi.json",
            "/prod/sessions/list",
            "/");
    private static final List<String> METHODS = List.of("GET", "GET", "GET", "PATCH", "POST", "OPTIONS", "", "get");
    private static final List<String> PARAMETERS = List.of(
            "range",
            "limit",
            "cursor",
            "outcome",
            "start_date",
            "end_date",
            "page",
            "search",
            "form_id",
            "status",
            "current_id",
            "timezone",
            "");

    private FuzzedCalls() {}

    static HttpCall next(Random random, String token, String secret) {
        String path = pick(random, PATHS) + (random.nextInt(3) == 0 ? text(random, secret) : "");
        Map<String, List<String>> query = new HashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            query.computeIfAbsent(pick(random, PARAMETERS), unused -> new ArrayList<>())
                    .add(text(random, secret));
        }
        Map<String, List<String>> headers = new HashMap<>();
        switch (random.nextInt(8)) {
            case 0 -> headers.put("authorization", List.of(text(random, secret)));
            case 1 -> headers.put("authorization", List.of("Bearer " + broken(random, token)));
            case 2 -> headers.put("content-type", List.of(text(random, secret)));
            default -> headers.put("authorization", List.of("Bearer " + token));
        }
        Optional<byte[]> body = random.nextInt(6) == 0
                ? Optional.empty()
                : Optional.of(
                        random.nextBoolean()
                                ? ("{\"pipeline_status\":\"" + text(random, "x").replace("\"", "")
                                                + "\",\"internal_notes\":" + random.nextInt() + "}")
                                        .getBytes(StandardCharsets.UTF_8)
                                : bytes(random));
        return new HttpCall(pick(random, METHODS), path, query, headers, body);
    }

    private static String broken(Random random, String token) {
        int at = random.nextInt(token.length());
        return token.substring(0, at) + (char) (33 + random.nextInt(90)) + token.substring(at + 1);
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String text(Random random, String secret) {
        return switch (random.nextInt(16)) {
            case 0 -> "";
            case 1 -> "7d";
            case 2 -> "custom";
            case 3 -> Long.toString(random.nextLong());
            case 4 -> "25";
            case 5 -> "../../" + secret;
            case 6 -> "%00%ff%zz";
            case 7 -> "\u0000\uD800\uFFFF\u202E";
            case 8 -> "9".repeat(random.nextInt(400));
            case 9 -> "link_clicked";
            case 10 -> "2025-12-01";
            case 11 -> "2025-13-45";
            case 12 -> secret;
            case 13 -> "{{{{[[[[\"\\";
            case 14 -> "a".repeat(random.nextInt(5_000));
            default -> new String(bytes(random), StandardCharsets.ISO_8859_1);
        };
    }

    private static <T> T pick(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
