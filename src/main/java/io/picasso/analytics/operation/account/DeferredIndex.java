package io.picasso.analytics.operation.account;

import io.picasso.analytics.event.Fingerprint;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.key.DeferredKey;
import io.picasso.analytics.key.LakeKey;
import io.picasso.analytics.operation.ingest.DeferredMarker;
import io.picasso.analytics.operation.ingest.DeferredMarker.DeferredSession;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.port.ObjectStore;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the markers of failed batches say about one tenant's sessions. */
final class DeferredIndex {
    private final Map<SessionId, Set<Fingerprint>> missing = new HashMap<>();
    private final Map<SessionId, Set<LocalDate>> days = new HashMap<>();

    private DeferredIndex() {}

    static DeferredIndex read(ObjectStore lake, JsonParser parser, Tenant tenant) {
        DeferredIndex index = new DeferredIndex();
        lake.stream(DeferredKey.PREFIX)
                .flatMap(object -> lake.get(object.path()).stream())
                .flatMap(content -> parser
                        .parse(content)
                        .either(DeferredMarker::read, (reason, detail) -> Optional.<DeferredMarker>empty())
                        .stream())
                .flatMap(marker -> marker.sessions().stream())
                .filter(session -> session.tenant().hash().equals(tenant.hash()))
                .forEach(index::add);
        return index;
    }

    private void add(DeferredSession behind) {
        Set<Fingerprint> prints = missing.computeIfAbsent(behind.session(), s -> new HashSet<>());
        behind.missing().forEach(step -> step.fingerprint().ifPresent(prints::add));
        behind.objects().stream()
                .map(LakeKey::day)
                .forEach(day -> days.computeIfAbsent(behind.session(), s -> new TreeSet<>())
                        .add(day));
    }

    Set<Fingerprint> missing(SessionId session) {
        return missing.getOrDefault(session, Set.of());
    }

    Set<LocalDate> days(SessionId session) {
        return days.getOrDefault(session, Set.of());
    }
}
