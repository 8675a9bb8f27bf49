package io.picasso.analytics.operation.ingest;

import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import io.picasso.analytics.key.LakeKey;
import io.picasso.analytics.key.StepKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the tables lack of one batch, although the lake has it.
 *
 * @param at when the batch failed
 * @param code the failure's code; empty where none was given
 * @param cause the failure in words; empty where none was given
 * @param sessions whose tables are behind
 */
public record DeferredMarker(
        Instant at, Optional<String> code, Optional<String> cause, List<DeferredSession> sessions) {
    /**
     * A session whose tables are behind.
     *
     * @param missing events that are not known to be in the table; none where only the summary is behind
     * @param objects where the events of the batch lay
     */
    public record DeferredSession(Tenant tenant, SessionId session, List<StepKey> missing, List<LakeKey> objects) {
        public DeferredSession {
            missing = sorted(missing);
            objects = sorted(objects);
        }
    }

    public DeferredMarker {
        sessions = sessions.stream()
                .sorted(Comparator.comparing(s -> s.tenant().hash() + "/" + s.session()))
                .toList();
    }

    /** The marker as one JSON object. */
    public JsonObject write() {
        Map<String, JsonValue> marker = new LinkedHashMap<>();
        marker.put("deferred_at", new JsonString(UtcTime.format(at)));
        code.ifPresent(text -> marker.put("code", new JsonString(text)));
        cause.ifPresent(text -> marker.put("cause", new JsonString(text)));
        marker.put(
                "sessions",
                new JsonArray(
                        sessions.stream().<JsonValue>map(DeferredMarker::write).toList()));
        return new JsonObject(marker);
    }

    /** Reads a marker; empty when any part of it is not as it is written: half of it would not be worth deleting it. */
    public static Optional<DeferredMarker> read(JsonValue value) {
        if (!(value instanceof JsonObject marker)) {
            return Optional.empty();
        }
        Optional<Instant> at = marker.text("deferred_at").flatMap(UtcTime::parse);
        Optional<List<DeferredSession>> sessions = list(marker, "sessions", DeferredMarker::session);
        return at.isEmpty() || sessions.isEmpty()
                ? Optional.empty()
                : Optional.of(new DeferredMarker(at.get(), marker.text("code"), marker.text("cause"), sessions.get()));
    }

    private static JsonObject write(DeferredSession behind) {
        Map<String, JsonValue> session = new LinkedHashMap<>();
        session.put("tenant_id", new JsonString(behind.tenant().id()));
        session.put("tenant_hash", new JsonString(behind.tenant().hash()));
        session.put("session_id", new JsonString(behind.session().value()));
        session.put("missing_events", texts(behind.missing()));
        session.put("lake_objects", texts(behind.objects()));
        return new JsonObject(session);
    }

    private static Optional<DeferredSession> session(JsonValue value) {
        if (!(value instanceof JsonObject session)) {
            return Optional.empty();
        }
        Optional<String> id = session.text("tenant_id").filter(Tenant::isId);
        Optional<String> hash = session.text("tenant_hash").filter(Tenant::isHash);
        Optional<SessionId> name = session.text("session_id").flatMap(SessionId::parse);
        Optional<List<StepKey>> missing = list(
                session,
                "missing_events",
                step -> text(step)
                        .flatMap(StepKey::parse)
                        .filter(key -> key.fingerprint().isPresent()));
        Optional<List<LakeKey>> objects =
                list(session, "lake_objects", path -> text(path).flatMap(LakeKey::parse));
        return id.isEmpty() || hash.isEmpty() || name.isEmpty() || missing.isEmpty() || objects.isEmpty()
                ? Optional.empty()
                : Optional.of(new DeferredSession(
                        new Tenant(id.get(), hash.get()), name.get(), missing.get(), objects.get()));
    }

    /** The elements of a list; empty when it is not there or one of them cannot be read. */
    private static <T> Optional<List<T>> list(
            JsonObject object, String name, Function<JsonValue, Optional<T>> element) {
        if (!(object.get(name).orElse(JsonValue.JsonNull.NULL) instanceof JsonArray array)) {
            return Optional.empty();
        }
        List<T> elements = new ArrayList<>();
        for (JsonValue value : array.elements()) {
            Optional<T> read = element.apply(value);
            if (read.isEmpty()) {
                return Optional.empty();
            }
            elements.add(read.get());
        }
        return Optional.of(elements);
    }

    private static Optional<String> text(JsonValue value) {
        return value instanceof JsonString text ? Optional.of(text.value()) : Optional.empty();
    }

    private static JsonArray texts(Collection<?> values) {
        return new JsonArray(values.stream()
                .<JsonValue>map(value -> new JsonString(value.toString()))
                .toList());
    }

    private static <T> List<T> sorted(Collection<T> values) {
        return values.stream().sorted(Comparator.comparing(Object::toString)).toList();
    }
}
