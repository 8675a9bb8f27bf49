package io.picasso.analytics.operation.ingest;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import io.picasso.analytics.key.DeferredKey;
import io.picasso.analytics.key.LakeKey;
import io.picasso.analytics.key.StepKey;
import io.picasso.analytics.operation.ingest.SessionTables.Key;
import io.picasso.analytics.operation.ingest.SessionTables.Lacking;
import io.picasso.analytics.port.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Remembers what the tables lack although the lake has it: one small object for each batch that failed, naming the
 * sessions, the events of them that are not in the table, and the lake objects they lie in.
 */
public final class DeferredMarkers {
    private final ObjectStore store;
    private final Clock clock;

    public DeferredMarkers(ObjectStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Writes a marker.
     *
     * @param lake where each event of the batch lies
     * @return its path
     */
    public String write(Lacking lacking, Map<Event, LakeKey> lake) {
        Instant now = clock.instant();
        Map<String, JsonValue> marker = new LinkedHashMap<>();
        marker.put("deferred_at", new JsonString(UtcTime.format(now)));
        lacking.why().ifPresent(why -> {
            marker.put("code", new JsonString(why.code().id()));
            marker.put("cause", new JsonString(why.what()));
        });
        Map<String, JsonValue> sessions = new TreeMap<>();
        Set<String> identities = new TreeSet<>();
        for (Key key : lacking.sessions()) {
            List<Event> missing =
                    lacking.events().stream().filter(e -> Key.of(e).equals(key)).toList();
            List<LakeKey> objects = lake.entrySet().stream()
                    .filter(entry -> Key.of(entry.getKey()).equals(key))
                    .map(Map.Entry::getValue)
                    .distinct()
                    .toList();
            sessions.put(key.tenant().hash() + "/" + key.session(), session(key, missing, objects));
            identities.add(key.tenant().hash() + "/" + key.session());
            missing.forEach(e -> identities.add(key.session() + "/" + StepKey.of(e)));
        }
        marker.put("sessions", new JsonArray(List.copyOf(sessions.values())));
        String path = DeferredKey.of(UtcTime.day(now), identities);
        store.put(path, JsonText.compact(new JsonObject(marker)).getBytes(StandardCharsets.UTF_8), "application/json");
        return path;
    }

    private static JsonObject session(Key key, Collection<Event> missing, Collection<LakeKey> objects) {
        Map<String, JsonValue> session = new LinkedHashMap<>();
        session.put("tenant_id", new JsonString(key.tenant().id()));
        session.put("tenant_hash", new JsonString(key.tenant().hash()));
        session.put("session_id", new JsonString(key.session().value()));
        session.put("missing_events", texts(missing.stream().map(StepKey::of).toList()));
        session.put("lake_objects", texts(objects));
        return new JsonObject(session);
    }

    private static JsonArray texts(Collection<?> values) {
        return new JsonArray(values.stream()
                .map(Object::toString)
                .sorted()
                .<JsonValue>map(JsonString::new)
                .toList());
    }
}
