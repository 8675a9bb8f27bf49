package io.picasso.analytics.operation.dashboard;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonValue.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether requests can be answered. Anybody may ask, so it says no more than a word for each part, and looks at most once
 * in five seconds.
 */
public final class HealthRoutes implements RouteGroup {
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    /**
     * A part to look at.
     *
     * @param name in the answer
     * @param optional whether requests can be answered where it is not there, as session tables after a rollback
     * @param look throws {@link Failure} when it cannot be used
     */
    public record Part(String name, boolean optional, Runnable look) {}

    private record Seen(Map<String, String> words, boolean good, Instant until) {}

    private final List<Part> parts;
    private final Clock clock;
    private Optional<Seen> seen = Optional.empty();

    public HealthRoutes(List<Part> parts, Clock clock) {
        this.parts = List.copyOf(parts);
        this.clock = clock;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/health", this::health).withoutToken());
    }

    private JsonObject health(ApiRequest request) {
        Seen now = look();
        JsonMembers words = new JsonMembers();
        now.words().forEach(words::put);
        JsonMembers body = new JsonMembers()
                .put("status", now.good() ? "ok" : "unavailable")
                .put("parts", words);
        if (!now.good()) {
            throw Refusal.of(
                    503, new JsonMembers().put("error", "Service unavailable").putAll(body.object()));
        }
        return body.object();
    }

    private synchronized Seen look() {
        Instant now = clock.instant();
        if (seen.filter(known -> now.isBefore(known.until())).isEmpty()) {
            Map<String, String> words = new LinkedHashMap<>();
            boolean good = true;
            for (Part part : parts) {
                String word = word(part);
                words.put(part.name(), word);
                good &= word.equals("ok") || (part.optional() && word.equals("missing"));
            }
            seen = Optional.of(new Seen(words, good, now.plus(REMEMBERED)));
        }
        return seen.get();
    }

    private static String word(Part part) {
        try {
            part.look().run();
            return "ok";
        } catch (Failure failure) {
            return failure.code() == FailureCode.RESOURCE_MISSING ? "missing" : "unavailable";
        }
    }
}
