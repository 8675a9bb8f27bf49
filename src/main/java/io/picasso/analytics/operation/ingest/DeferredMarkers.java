package io.picasso.analytics.operation.ingest;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.key.DeferredKey;
import io.picasso.analytics.key.LakeKey;
import io.picasso.analytics.key.StepKey;
import io.picasso.analytics.operation.ingest.DeferredMarker.DeferredSession;
import io.picasso.analytics.operation.ingest.SessionTables.Key;
import io.picasso.analytics.operation.ingest.SessionTables.Lacking;
import io.picasso.analytics.port.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        DeferredMarker marker = new DeferredMarker(
                now,
                lacking.why().map(why -> why.code().id()),
                lacking.why().map(why -> why.what()),
                lacking.sessions().stream()
                        .map(key -> session(key, lacking, lake))
                        .toList());
        Set<String> identities = new TreeSet<>();
        for (DeferredSession behind : marker.sessions()) {
            identities.add(behind.tenant().hash() + "/" + behind.session());
            behind.missing().forEach(step -> identities.add(behind.session() + "/" + step));
        }
        String path = DeferredKey.of(UtcTime.day(now), identities);
        byte[] content = JsonText.compact(marker.write()).getBytes(StandardCharsets.UTF_8);
        store.put(path, content, "application/json");
        return path;
    }

    private static DeferredSession session(Key key, Lacking lacking, Map<Event, LakeKey> lake) {
        List<StepKey> missing = lacking.events().stream()
                .filter(event -> Key.of(event).equals(key))
                .map(StepKey::of)
                .toList();
        List<LakeKey> objects = lake.entrySet().stream()
                .filter(entry -> Key.of(entry.getKey()).equals(key))
                .map(Map.Entry::getValue)
                .distinct()
                .toList();
        return new DeferredSession(key.tenant(), key.session(), missing, objects);
    }
}
