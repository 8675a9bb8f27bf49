package io.picasso.analytics.operation.dashboard;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The token of a request: after {@code Bearer}, or alone. */
final class BearerToken {
    private static final String SCHEME = "bearer ";

    private BearerToken() {}

    /**
     * The token's text.
     *
     * @param headers by their names in small letters
     * @throws Failure BAD_TOKEN when there is none, or more than one
     */
    static String of(Map<String, List<String>> headers) {
        List<String> values = headers.getOrDefault("authorization", List.of());
        if (values.isEmpty() || values.get(0).isBlank()) {
            throw Failure.of(FailureCode.BAD_TOKEN, "Missing Authorization header");
        }
        if (values.size() > 1) {
            throw Failure.of(FailureCode.BAD_TOKEN, "Invalid token: more than one Authorization header");
        }
        String value = values.get(0);
        return value.toLowerCase(Locale.ROOT).startsWith(SCHEME) ? value.substring(SCHEME.length()) : value;
    }
}
