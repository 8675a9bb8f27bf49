package io.picasso.analytics.operation.verify;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.verify.LakeFolder.Item;
import io.picasso.analytics.operation.verify.LakeFolder.Part;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ExecutorService;

/** Reads all events of some sessions from the lake, by going over their days. */
final class LakeSessions {
    /** A day whose objects are replaced more often than this while it is read is not in order. */
    private static final int MAX_READINGS = 10;

    private final LakeFolder folder;
    private final ExecutorService workers;
    private final int ahead;

    LakeSessions(LakeFolder folder, ExecutorService workers, int ahead) {
        this.folder = folder;
        this.workers = workers;
        this.ahead = ahead;
    }

    /** What the lake says now of each of the sessions, on these days. */
    Map<SessionRef, LakeSession> read(String tenantId, SortedSet<LocalDate> days, Set<SessionRef> wanted) {
        List<Event> events = new ArrayList<>();
        Set<LocalDate> blind = new HashSet<>();
        for (LocalDate day : days) {
            int readings = 1;
            while (!read(tenantId, day, wanted, events, blind)) {
                if (++readings > MAX_READINGS) {
                    throw Failure.of(FailureCode.CONCURRENT_CHANGE, "The objects of a day are being replaced")
                            .where("tenant " + tenantId + ", day " + day)
                            .next("Run it again when nothing compacts the lake.");
                }
            }
        }
        Map<SessionRef, LakeSession> sessions = new HashMap<>();
        wanted.forEach(ref -> sessions.put(ref, new LakeSession(blind)));
        for (Event event : events) {
            LakeSession session = sessions.get(SessionRef.of(event));
            if (session != null) {
                session.add(event);
            }
        }
        return sessions;
    }

    /** False when an object went while the day was read: its lines may lie in one that was not listed yet. */
    private boolean read(
            String tenantId, LocalDate day, Set<SessionRef> wanted, List<Event> events, Set<LocalDate> blind) {
        boolean whole = true;
        try (Ahead<Item, Part<Event>> parts = new Ahead<>(
                folder.objects(tenantId, day),
                (item, taker) -> folder.read(
                        item,
                        event -> wanted.contains(SessionRef.of(event)) ? Optional.of(event) : Optional.empty(),
                        taker),
                workers,
                ahead)) {
            while (parts.hasNext()) {
                Part<Event> part = parts.next();
                whole &= !part.gone();
                events.addAll(part.events());
                if (!part.unreadable().isEmpty()) {
                    blind.add(day);
                }
            }
        }
        return whole;
    }
}
