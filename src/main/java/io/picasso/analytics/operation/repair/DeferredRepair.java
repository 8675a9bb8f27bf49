package io.picasso.analytics.operation.repair;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.key.DeferredKey;
import io.picasso.analytics.operation.ingest.DeferredMarker;
import io.picasso.analytics.operation.ingest.DeferredMarker.DeferredSession;
import io.picasso.analytics.operation.ingest.LakeEvents;
import io.picasso.analytics.operation.ingest.SessionTables;
import io.picasso.analytics.operation.ingest.SessionTables.Key;
import io.picasso.analytics.operation.ingest.SessionTables.Lacking;
import io.picasso.analytics.operation.repair.RepairReport.Kept;
import io.picasso.analytics.operation.repair.RepairReport.Reason;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.port.SessionStore;
import io.picasso.analytics.session.Retention;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * Repairs what the markers name, and exactly that. A marker is deleted only when everything it names is in the tables;
 * killed in between, running again does nothing twice. Safe beside live traffic.
 */
public final class DeferredRepair {
    /** Sessions worked on together, so that an object many markers name is read once. */
    private static final int GROUP = 300;

    private final ObjectStore lake;
    private final LakeEvents contents;
    private final JsonParser parser;
    private final SessionTables tables;
    private final SessionStore store;
    private final Retention retention;
    private final Clock clock;

    private long markers;
    private long repaired;
    private long sessions;
    private long events;
    private long expired;
    private final List<Kept> kept = new ArrayList<>();

    private record Found(String path, DeferredMarker marker) {}

    public DeferredRepair(
            ObjectStore lake,
            LakeEvents contents,
            JsonParser parser,
            SessionTables tables,
            SessionStore store,
            Retention retention,
            Clock clock) {
        this.lake = lake;
        this.contents = contents;
        this.parser = parser;
        this.tables = tables;
        this.store = store;
        this.retention = retention;
        this.clock = clock;
    }

    /** How many markers there are. */
    public long count() {
        return lake.stream(DeferredKey.PREFIX).filter(DeferredRepair::isMarker).count();
    }

    /**
     * Repairs once; an instance is for one run.
     *
     * @param stop asked before each group of markers; true ends the work
     * @param listener told how many more markers were worked on
     * @throws Failure when lake or tables fail: what is not repaired keeps its marker
     */
    public RepairReport run(RepairRequest request, BooleanSupplier stop, LongConsumer listener) {
        // Listed to the end first: a marker that comes while this runs is for the next one.
        List<String> paths = lake.stream(DeferredKey.PREFIX)
                .filter(DeferredRepair::isMarker)
                .map(ObjectStore.Listed::path)
                .limit(request.markers())
                .toList();
        List<Found> group = new ArrayList<>();
        int size = 0;
        for (String path : paths) {
            Optional<Found> found = find(path, request);
            if (found.isPresent()) {
                group.add(found.get());
                size += found.get().marker().sessions().size();
            }
            if (size >= GROUP) {
                repair(group, request, stop);
                listener.accept(group.size());
                group.clear();
                size = 0;
            }
        }
        repair(group, request, stop);
        listener.accept(group.size());
        return new RepairReport(markers, repaired, sessions, events, expired, kept);
    }

    private static boolean isMarker(ObjectStore.Listed object) {
        return object.path().endsWith(".json");
    }

    /** The marker, unless it has gone, cannot be read, or is none of the tenant's. */
    private Optional<Found> find(String path, RepairRequest request) {
        Optional<byte[]> content = lake.get(path);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        Optional<DeferredMarker> marker = parser.parse(content.get())
                .either(DeferredMarker::read, (reason, detail) -> Optional.<DeferredMarker>empty());
        if (marker.isEmpty()) {
            markers++;
            kept.add(new Kept(lake.name() + "/" + path, Reason.UNREADABLE, "not in the form of a marker"));
            return Optional.empty();
        }
        if (marker.get().sessions().stream().noneMatch(session -> isMeant(session, request))) {
            return Optional.empty();
        }
        markers++;
        return marker.map(read -> new Found(path, read));
    }

    private static boolean isMeant(DeferredSession session, RepairRequest request) {
        return request.tenantId().map(session.tenant().id()::equals).orElse(true);
    }

    private void repair(List<Found> group, RepairRequest request, BooleanSupplier stop) {
        if (group.isEmpty()) {
            return;
        }
        if (stop.getAsBoolean()) {
            throw Failure.of(FailureCode.INTERRUPTED, "Stopped after " + repaired + " markers")
                    .next("Run the same command again: it goes on with those that are left.");
        }
        List<DeferredSession> meant = group.stream()
                .flatMap(found -> found.marker().sessions().stream())
                .filter(session -> isMeant(session, request))
                .toList();
        FoundEvents found = FoundEvents.of(meant, lake, contents);
        Map<Key, SessionRepair> repairs = new LinkedHashMap<>();
        meant.forEach(session -> repairs.computeIfAbsent(
                FoundEvents.key(session),
                key -> SessionRepair.of(key, found.of(key), store, retention, clock.instant())));
        Lacking lacking = request.dryRun()
                ? new Lacking(List.of(), Set.of(), Optional.empty())
                : tables.write(repairs.values().stream()
                        .flatMap(repair -> repair.writable().stream())
                        .toList());
        sessions += repairs.size() - lacking.sessions().size();
        repairs.forEach((key, repair) -> {
            if (!lacking.sessions().contains(key)) {
                events += repair.writable().size();
            }
        });
        group.forEach(marker -> settle(marker, request, repairs, lacking));
        lacking.why().ifPresent(why -> {
            throw why.next(
                    "Run the same command again once the tables answer, where they are not there after 'picasso-analytics"
                            + " provision apply tables': what is not repaired keeps its marker.");
        });
    }

    private void settle(Found found, RepairRequest request, Map<Key, SessionRepair> repairs, Lacking lacking) {
        Set<Event> late = new HashSet<>();
        for (DeferredSession session : found.marker().sessions()) {
            if (!isMeant(session, request)) {
                keep(
                        found,
                        Reason.OTHER_TENANTS,
                        "it also names sessions of " + session.tenant().id());
                return;
            }
            SessionRepair repair =
                    Optional.ofNullable(repairs.get(FoundEvents.key(session))).orElseThrow();
            if (lacking.sessions().contains(FoundEvents.key(session))) {
                return; // the failure that follows says why
            }
            List<String> lost = repair.lost(session.missing());
            if (!lost.isEmpty()) {
                keep(
                        found,
                        Reason.NOT_FOUND,
                        "session " + session.session() + ": " + lost.size()
                                + " events neither in the lake nor in the table, such as " + lost.get(0));
                return;
            }
            late.addAll(repair.expired(session.missing()));
        }
        expired += late.size();
        repaired++;
        if (!request.dryRun()) {
            lake.delete(found.path());
        }
    }

    private void keep(Found found, Reason reason, String detail) {
        kept.add(new Kept(lake.name() + "/" + found.path(), reason, detail));
    }
}
