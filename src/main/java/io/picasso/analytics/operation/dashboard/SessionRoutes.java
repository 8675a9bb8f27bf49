package io.picasso.analytics.operation.dashboard;

import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.operation.query.ListRequest;
import io.picasso.analytics.operation.query.SessionPage;
import io.picasso.analytics.operation.query.SessionQueries;
import io.picasso.analytics.session.Outcome;
import io.picasso.analytics.session.SessionQuery;
import io.picasso.analytics.session.SessionRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Lists of sessions, and one session. */
public final class SessionRoutes implements RouteGroup {
    private static final int USUAL_LIMIT = 25;
    private static final int MAX_LIMIT = 100;

    /** Another name of {@link Outcome#BROWSING}, which newer clients use. */
    private static final String CONVERSATION = "conversation";

    private final Supplier<SessionQueries> queries;

    /**
     * The routes.
     *
     * @param queries asked at each request, because their cursors are signed with a key that may change
     */
    public SessionRoutes(Supplier<SessionQueries> queries) {
        this.queries = queries;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/sessions/list", this::list, "range", "start_date", "end_date", "limit", "cursor", "outcome")
                        .beginningEarly(),
                Route.get("/sessions/{session_id}", this::show).beginningEarly(),
                Route.get("/conversations/{session_id}", this::show).beginningEarly());
    }

    private JsonObject show(ApiRequest request) {
        String id = request.segment("session_id");
        if (id.isEmpty()) {
            throw Refusal.badRequest("session_id is required");
        }
        SessionId session = SessionId.parse(id).orElseThrow(() -> Refusal.badRequest("Invalid session_id format"));
        return SessionBody.of(found("Session not found", () -> queries.get().told(request.tenant(), session)));
    }

    private JsonObject list(ApiRequest request) {
        SessionRange range = request.range();
        int limit = request.number("limit", USUAL_LIMIT, 1, MAX_LIMIT);
        Optional<String> asked = request.parameter("outcome");
        Optional<Outcome> outcome = asked.map(SessionRoutes::outcome);
        SessionQuery query = new SessionQuery(request.tenant(), range, outcome);
        Optional<String> cursor = request.parameter("cursor");
        SessionPage page = found("No sessions: the session tables are not there", () -> {
            try {
                return queries.get().list(new ListRequest(query, limit, cursor));
            } catch (Failure failure) {
                if (failure.code() == FailureCode.INVALID_INPUT) {
                    throw Refusal.badRequest("Invalid pagination cursor");
                }
                throw failure;
            }
        });
        JsonMembers filters = new JsonMembers();
        asked.ifPresent(label -> filters.put("outcome", label));
        return request.answerOver(page.query().range())
                .put(
                        "sessions",
                        page.sessions().stream()
                                .map(session -> SessionBody.row(session, page.readAt()))
                                .toList())
                .put(
                        "pagination",
                        new JsonMembers()
                                .put("limit", limit)
                                .put("count", page.sessions().size())
                                .put("next_cursor", page.next())
                                .put("has_more", page.next().isPresent()))
                .put("filters", filters)
                .put("source", SessionBody.SOURCE)
                .object();
    }

    private static Outcome outcome(String label) {
        return Outcome.parse(label).orElseThrow(() -> {
            List<String> valid = new ArrayList<>(
                    Arrays.stream(Outcome.values()).map(Outcome::label).toList());
            valid.add(CONVERSATION);
            return Refusal.of(
                    400,
                    new JsonMembers().put("error", "Invalid outcome filter").texts("valid_outcomes", valid));
        });
    }

    /** The operation's own words are for the terminal. */
    private static <T> T found(String otherwise, Supplier<T> read) {
        try {
            return read.get();
        } catch (Failure failure) {
            if (failure.code() == FailureCode.NOT_FOUND) {
                throw Refusal.notFound(otherwise);
            }
            throw failure;
        }
    }
}
