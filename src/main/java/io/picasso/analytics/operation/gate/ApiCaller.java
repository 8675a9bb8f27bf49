package io.picasso.analytics.operation.gate;

import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.operation.access.TokenDesk;
import io.picasso.analytics.port.HttpReply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks the dashboard's API in the name of the probes' tenants. */
final class ApiCaller {
    private static final Duration TOKEN = Duration.ofMinutes(30);

    private final Door door;
    private final TokenDesk tokens;

    ApiCaller(Door door, TokenDesk tokens) {
        this.door = door;
        this.tokens = tokens;
    }

    /** A token of that tenant. */
    String token(Tenant tenant) {
        return tokens.mint(tenant, Optional.of("gate@picasso-analytics.invalid"), TOKEN)
                .text();
    }

    /** @param token who asks; empty: nobody */
    HttpReply ask(String path, Optional<String> token) {
        return door.get(path, token);
    }

    /** What the tenant of the sessions is answered. */
    HttpReply ours(String path) {
        return ask(path, Optional.of(token(ProbeSessions.OURS)));
    }

    /** What the other tenant is answered. */
    HttpReply theirs(String path) {
        return ask(path, Optional.of(token(ProbeSessions.THEIRS)));
    }

    /**
     * The same as {@link #ours}, where nothing else will do.
     *
     * @throws Failure SERVICE_UNAVAILABLE when the API does not answer with 200
     */
    JsonObject ok(String path) {
        return ok(path, ours(path));
    }

    static JsonObject ok(String path, HttpReply reply) {
        if (reply.status() != 200) {
            throw Failure.of(FailureCode.SERVICE_UNAVAILABLE, "The API answered " + reply.status() + " to " + path)
                    .why(JsonText.compact(reply.body()));
        }
        return reply.body();
    }

    /** The ids of the sessions of a list. */
    static List<String> ids(JsonObject page) {
        return ApiTimeline.objects(page, "sessions").stream()
                .map(row -> row.text("session_id").orElse(""))
                .toList();
    }
}
