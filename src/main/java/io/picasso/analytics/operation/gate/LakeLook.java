package io.picasso.analytics.operation.gate;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.Reading;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.key.DeferredKey;
import io.picasso.analytics.key.LakeKey;
import io.picasso.analytics.operation.ingest.DeferredMarker;
import io.picasso.analytics.port.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the lake has of the probes. */
final class LakeLook {
    /** A marker about probes names few sessions; a larger one need not be read. */
    private static final long LARGEST_MARKER = 16 * 1024;

    private final GateTarget target;

    LakeLook(GateTarget target) {
        this.target = target;
    }

    /** The events of a session. */
    List<Event> events(ProbeSession probe) {
        List<Event> events = new ArrayList<>();
        paths(probe.tenant()).stream()
                .flatMap(path -> LakeKey.parse(path).stream())
                .forEach(key -> target.lakeEvents().read(key, events::add, unreadable -> {}));
        return events.stream()
                .filter(event -> event.session().equals(probe.session()))
                .toList();
    }

    /** What lies between a session's events and those in the lake. */
    EventLook look(ProbeSession probe) {
        return EventLook.of(probe.events(), events(probe));
    }

    /** Every object of a tenant in the lake. */
    List<String> paths(Tenant tenant) {
        return target.lake().stream(LakeKey.prefix(tenant.id()))
                .map(ObjectStore.Listed::path)
                .toList();
    }

    /** Every object of a tenant with what is in it. */
    Map<String, String> contents(Tenant tenant) {
        Map<String, String> contents = new TreeMap<>();
        for (String path : paths(tenant)) {
            target.lake()
                    .get(path)
                    .ifPresent(content ->
                            contents.put(path, new String(content, java.nio.charset.StandardCharsets.ISO_8859_1)));
        }
        return contents;
    }

    /** The markers that name a session of one of these tenants, by their paths. */
    Map<String, DeferredMarker> markers(Set<Tenant> tenants) {
        Set<String> hashes = tenants.stream().map(Tenant::hash).collect(Collectors.toSet());
        Map<String, DeferredMarker> markers = new TreeMap<>();
        target.lake().stream(DeferredKey.PREFIX)
                .filter(listed -> listed.size() <= LARGEST_MARKER)
                .forEach(listed -> marker(listed.path())
                        .filter(marker -> marker.sessions().stream()
                                .anyMatch(session ->
                                        hashes.contains(session.tenant().hash())))
                        .ifPresent(marker -> markers.put(listed.path(), marker)));
        return markers;
    }

    /** How many events of a session the markers say to be lacking in the tables. */
    long remembered(ProbeSession probe) {
        return markers(Set.of(probe.tenant())).values().stream()
                .flatMap(marker -> marker.sessions().stream())
                .filter(session -> session.session().equals(probe.session()))
                .flatMap(session -> session.missing().stream())
                .distinct()
                .count();
    }

    private Optional<DeferredMarker> marker(String path) {
        return target.lake()
                .get(path)
                .flatMap(content -> target.parser().parse(content) instanceof Reading.Accepted<JsonValue> accepted
                        ? DeferredMarker.read(accepted.value())
                        : Optional.empty());
    }
}
