package io.picasso.analytics.operation.dashboard;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.operation.access.Access;
import io.picasso.analytics.operation.access.Caller;
import io.picasso.analytics.operation.dashboard.Router.Found;
import io.picasso.analytics.port.AuditLog;
import io.picasso.analytics.port.HttpCall;
import io.picasso.analytics.port.HttpReply;
import io.picasso.analytics.port.JsonParser;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Answers the dashboard's requests: finds the route, asks who it is, lets the route answer, and turns whatever went wrong
 * into an answer that says so and gives nothing away. Never throws. Safe for many threads.
 */
public final class DashboardApi {
    /** What is answered is one tenant's, at one moment. */
    private static final Map<String, String> HEADERS =
            Map.of("Cache-Control", "no-store", "X-Content-Type-Options", "nosniff");

    /** Characters of an error at most: what was sent may be said back in it. */
    private static final int MAX_ERROR = 200;

    private static final Map<String, String> RETRY = Map.of("Retry-After", "5");

    private final Router router;
    private final Access access;
    private final TenantFeatures features;
    private final Optional<AuditLog> audit;
    private final JsonParser parser;
    private final Clock clock;
    private final Executor aside;

    /**
     * The API.
     *
     * @param groups all its routes
     * @param audit keeps who asked for what; empty where that is switched off
     * @param aside runs short look-ups beside what they are about
     */
    public DashboardApi(
            List<RouteGroup> groups,
            Access access,
            TenantFeatures features,
            Optional<AuditLog> audit,
            JsonParser parser,
            Clock clock,
            Executor aside) {
        this.router = new Router(
                groups.stream().flatMap(group -> group.routes().stream()).toList());
        this.access = access;
        this.features = features;
        this.audit = audit;
        this.parser = parser;
        this.clock = clock;
        this.aside = aside;
    }

    /** Every route. */
    public List<Route> routes() {
        return router.routes();
    }

    /**
     * Answers a request.
     *
     * @param id names it in the log, in audit records, and in answers about faults
     */
    public Answered answer(HttpCall call, String id) {
        if (call.method().equals("OPTIONS")) {
            return new Answered(id, Answered.NO_ROUTE, Optional.empty(), reply(200, JsonObject.EMPTY), List.of());
        }
        Found found = router.find(call.method(), call.path());
        if (found instanceof Found.Match match) {
            return new Handling(call, id, match).answered();
        }
        HttpReply reply = found instanceof Found.OtherMethods others
                ? reply(405, error("Method not allowed"))
                        .with(Map.of("Allow", String.join(", ", others.methods()) + ", OPTIONS"))
                : reply(404, error("Unknown endpoint: " + call.path()));
        return new Answered(id, Answered.NO_ROUTE, Optional.empty(), reply, List.of());
    }

    /** The answer where nobody can be asked just now. */
    public static HttpReply unavailable(String error) {
        return reply(503, error(error)).with(RETRY);
    }

    private static JsonObject error(String text) {
        return new JsonMembers().put("error", cut(text)).object();
    }

    /** No more of an error than may be said. */
    static String cut(String text) {
        return text.length() <= MAX_ERROR ? text : text.substring(0, MAX_ERROR) + "…";
    }

    private static HttpReply reply(int status, JsonObject body) {
        return new HttpReply(status, body, HEADERS);
    }

    /** One request on its route. */
    private final class Handling {
        private final HttpCall call;
        private final String id;
        private final Found.Match match;
        private final Instant now = clock.instant();
        private final List<Throwable> troubles = new ArrayList<>();
        private Optional<Caller> caller = Optional.empty();

        Handling(HttpCall call, String id, Found.Match match) {
            this.call = call;
            this.id = id;
            this.match = match;
        }

        Answered answered() {
            HttpReply reply = guarded();
            audit.ifPresent(log -> record(log, reply));
            return new Answered(id, match.route().name(), caller, reply, troubles);
        }

        private HttpReply guarded() {
            try {
                return reply(200, body());
            } catch (Refusal refusal) {
                return reply(refusal.status(), refusal.body());
            } catch (Failure failure) {
                return failed(failure);
            } catch (RuntimeException bug) {
                troubles.add(bug);
                return internal(500, "Internal server error");
            }
        }

        private JsonObject body() {
            if (match.route().open()) {
                return asked(Optional.empty(), () -> {});
            }
            Access.Admission admission = access.judge(BearerToken.of(call.headers()));
            if (!match.route().early()) {
                caller = Optional.of(admission.confirmed());
                return asked(caller, () -> {});
            }
            CompletableFuture<Caller> confirmed = CompletableFuture.supplyAsync(admission::confirmed, aside);
            Runnable admitted = () -> caller = Optional.of(joined(confirmed));
            try {
                return asked(Optional.of(admission.claimed()), admitted);
            } finally {
                // A revoked token is told so, whatever was read or was not there.
                admitted.run();
            }
        }

        private JsonObject asked(Optional<Caller> who, Runnable admitted) {
            match.route().feature().ifPresent(needed -> features.require(who, needed));
            return match.route().answer().answer(new ApiRequest(call, match.values(), who, now, parser, admitted));
        }

        private static <T> T joined(CompletableFuture<T> future) {
            try {
                return future.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }

        private HttpReply failed(Failure failure) {
            return switch (failure.code()) {
                case BAD_TOKEN -> reply(401, error(failure.what())).with(Map.of("WWW-Authenticate", "Bearer"));
                case INVALID_INPUT -> reply(400, error(failure.what()));
                case NOT_FOUND -> reply(404, error(failure.what()));
                case CONCURRENT_CHANGE -> reply(409, error(failure.what()));
                default -> {
                    troubles.add(failure);
                    yield failure.code() == FailureCode.FAULT
                            ? internal(500, "Internal server error")
                            : internal(503, "Service unavailable").with(RETRY);
                }
            };
        }

        /** With the id under which the log has the reason, and nothing else. */
        private HttpReply internal(int status, String error) {
            return reply(
                    status,
                    new JsonMembers().put("error", error).put("request_id", id).object());
        }

        /** A read is not held up by its record: that it is missing is in the log. */
        private void record(AuditLog log, HttpReply reply) {
            try {
                log.add(new AuditLog.Entry(
                        id,
                        now,
                        caller.map(who -> who.tenant().id()),
                        caller.map(Caller::email),
                        match.route().name(),
                        match.values().values().stream()
                                .filter(value -> value.matches("[A-Za-z0-9_-]{1,200}"))
                                .findFirst(),
                        reply.status()));
            } catch (Failure failure) {
                troubles.add(failure);
            }
        }
    }
}
