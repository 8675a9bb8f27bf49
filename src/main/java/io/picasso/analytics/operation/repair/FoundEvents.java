package io.picasso.analytics.operation.repair;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.Fingerprint;
import io.picasso.analytics.key.LakeKey;
import io.picasso.analytics.key.StepKey;
import io.picasso.analytics.operation.ingest.DeferredMarker.DeferredSession;
import io.picasso.analytics.operation.ingest.LakeEvents;
import io.picasso.analytics.operation.ingest.SessionTables.Key;
import io.picasso.analytics.port.ObjectStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the lake holds of some sessions. Each object is read once, however many sessions lie in it. */
final class FoundEvents {
    private final ObjectStore lake;
    private final LakeEvents contents;
    private final Map<Key, Map<Fingerprint, Event>> events = new HashMap<>();
    private final Set<LakeKey> read = new HashSet<>();

    FoundEvents(ObjectStore lake, LakeEvents contents) {
        this.lake = lake;
        this.contents = contents;
    }

    /** Looks in the objects that are named, and where one is gone or does not have it all, through its whole day. */
    static FoundEvents of(Collection<DeferredSession> sessions, ObjectStore lake, LakeEvents contents) {
        FoundEvents found = new FoundEvents(lake, contents);
        sessions.forEach(session -> found.events.putIfAbsent(key(session), new HashMap<>()));
        Set<String> folders = new TreeSet<>();
        sessions.stream()
                .flatMap(session -> session.objects().stream())
                .distinct()
                .forEach(object -> {
                    if (!found.read(object)) {
                        folders.add(LakeKey.prefix(object.tenantId(), object.day()));
                    }
                });
        for (DeferredSession session : sessions) {
            Set<StepKey> steps = found.steps(key(session));
            if (!steps.containsAll(session.missing()) || steps.isEmpty()) {
                session.objects().forEach(object -> folders.add(LakeKey.prefix(object.tenantId(), object.day())));
            }
        }
        folders.forEach(found::readAll);
        return found;
    }

    static Key key(DeferredSession session) {
        return new Key(session.tenant(), session.session());
    }

    /** The distinct events of a session. */
    List<Event> of(Key session) {
        return List.copyOf(events.getOrDefault(session, Map.of()).values());
    }

    private Set<StepKey> steps(Key session) {
        Set<StepKey> steps = new HashSet<>();
        of(session).forEach(event -> steps.add(StepKey.of(event)));
        return steps;
    }

    private void readAll(String folder) {
        lake.list(folder).forEachRemaining(object -> {
            Optional<LakeKey> key = LakeKey.parse(object.path());
            key.ifPresent(this::read);
        });
    }

    private boolean read(LakeKey object) {
        if (read.contains(object)) {
            return true;
        }
        boolean there = contents.read(object, this::take, unreadable -> {});
        if (there) {
            read.add(object);
        }
        return there;
    }

    private void take(Event event) {
        Map<Fingerprint, Event> wanted = events.get(new Key(event.tenant(), event.session()));
        if (wanted != null) {
            wanted.merge(event.fingerprint(), event, Event::or);
        }
    }
}
