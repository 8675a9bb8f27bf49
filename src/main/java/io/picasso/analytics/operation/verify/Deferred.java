package io.picasso.analytics.operation.verify;

import io.picasso.analytics.event.Reading;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.key.DeferredKey;
import io.picasso.analytics.operation.ingest.DeferredMarker;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.port.ObjectStore;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the markers of failed writes name.
 *
 * @param sessions sessions whose summary may be behind, each with the sort keys of events that may be missing
 */
record Deferred(Map<SessionRef, Set<String>> sessions) {
    static final Deferred NOTHING = new Deferred(Map.of());

    /** Reads all markers; one that cannot be read names nothing. */
    static Deferred read(ObjectStore store, JsonParser parser) {
        Map<SessionRef, Set<String>> sessions = new HashMap<>();
        store.list(DeferredKey.PREFIX)
                .forEachRemaining(listed -> store.get(listed.path())
                        .flatMap(content -> marker(parser, content))
                        .ifPresent(marker -> marker.sessions().forEach(session -> {
                            Set<String> keys = sessions.computeIfAbsent(
                                    new SessionRef(session.tenant().hash(), session.session()), ref -> new HashSet<>());
                            session.missing().forEach(key -> keys.add(key.toString()));
                        })));
        return new Deferred(sessions);
    }

    private static Optional<DeferredMarker> marker(JsonParser parser, byte[] content) {
        return parser.parse(content) instanceof Reading.Accepted<JsonValue> accepted
                ? DeferredMarker.read(accepted.value())
                : Optional.empty();
    }

    /** Whether a marker says that an event is not in the table. */
    boolean names(SessionRef ref, String stepKey) {
        return sessions.getOrDefault(ref, Set.of()).contains(stepKey);
    }

    /** Whether a marker says that the tables are behind for a session. */
    boolean names(SessionRef ref) {
        return sessions.containsKey(ref);
    }
}
