package io.picasso.analytics.operation.dashboard;

import io.picasso.analytics.event.Reading;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.operation.access.Caller;
import io.picasso.analytics.port.HttpCall;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.session.SessionRange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request that has found its route. What its methods cannot read they refuse with 400.
 *
 * @param call as it came
 * @param path the values of the names in the route's path; may be empty texts
 * @param caller who asks; empty only on a route without a token
 * @param now the moment of the request
 * @param parser reads the body
 * @param admitted waits until it is known that the caller's token was not revoked, and throws when it was; on a route
 *     that begins early to be run before anything that a query is paid for
 */
public record ApiRequest(
        HttpCall call,
        Map<String, String> path,
        Optional<Caller> caller,
        Instant now,
        JsonParser parser,
        Runnable admitted) {
    /** The range where none is named. */
    public static final String DEFAULT_RANGE = "30d";

    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,18}");

    /** Whose data may be answered, and no other's. */
    public Tenant tenant() {
        return caller.orElseThrow(() -> new IllegalStateException("this route has no caller"))
                .tenant();
    }

    /** Who asks, as records of changes name him. */
    public String email() {
        return caller.map(Caller::email).orElse(Caller.UNKNOWN);
    }

    /** The value of a name in the route's path. */
    public String segment(String name) {
        return path.getOrDefault(name, "");
    }

    /** A parameter; empty when it was not given, or without a value. */
    public Optional<String> parameter(String name) {
        List<String> values = call.query().getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw Refusal.badRequest("Parameter given twice: " + name);
        }
        return values.stream().filter(value -> !value.isEmpty()).findFirst();
    }

    /** A parameter that is a whole number. */
    public Optional<Long> number(String name) {
        return parameter(name).map(text -> {
            if (!WHOLE_NUMBER.matcher(text).matches()) {
                throw Refusal.badRequest("Invalid " + name + ": must be a whole number");
            }
            return Long.parseLong(text);
        });
    }

    /** A parameter that is a whole number, moved into its bounds. */
    public int number(String name, int otherwise, int least, int most) {
        return (int) Math.max(least, Math.min(most, number(name).orElse((long) otherwise)));
    }

    /**
     * The stretch of time that {@code range}, {@code start_date} and {@code end_date} name; both dates are whole UTC days
     * and included.
     */
    public SessionRange range() {
        String name = parameter("range").orElse(DEFAULT_RANGE);
        Optional<String> from = parameter("start_date");
        Optional<String> to = parameter("end_date");
        if (!name.equals(SessionRange.CUSTOM)) {
            if (from.isPresent() || to.isPresent()) {
                throw Refusal.badRequest("start_date and end_date need range=custom");
            }
            if (!SessionRange.isName(name)) {
                throw Refusal.badRequest("Invalid range: must be " + SessionRange.NAMES + ", or custom");
            }
            return SessionRange.last(name, now);
        }
        if (!from.filter(ApiRequest::isDate).isPresent()
                || !to.filter(ApiRequest::isDate).isPresent()) {
            throw Refusal.badRequest("range=custom needs start_date and end_date as yyyy-MM-dd");
        }
        return SessionRange.between(from, to, now);
    }

    /** The beginning of an answer: whose it is, and of which range; with both dates where it is between dates. */
    public JsonMembers answerOver(SessionRange range) {
        JsonMembers members = new JsonMembers().put("tenant_id", tenant().id()).put("range", range.name());
        if (range.name().equals(SessionRange.CUSTOM)) {
            parameter("start_date").ifPresent(date -> members.put("start_date", date));
            parameter("end_date").ifPresent(date -> members.put("end_date", date));
        }
        return members;
    }

    private static boolean isDate(String text) {
        return text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    }

    /** The body, which must be a JSON object. */
    public JsonObject body() {
        byte[] text = call.body().orElseThrow(() -> Refusal.badRequest("The body is too long or cannot be read"));
        if (parser.parse(text) instanceof Reading.Accepted<JsonValue> accepted
                && accepted.value() instanceof JsonObject object) {
            return object;
        }
        throw Refusal.badRequest("The body must be a JSON object");
    }
}
