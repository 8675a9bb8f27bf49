package io.picasso.analytics.operation.ingest;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.Fingerprint;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.key.LakeKey;
import io.picasso.analytics.operation.ingest.LakeEvents.Unreadable;
import io.picasso.analytics.operation.ingest.SessionTables.Lacking;
import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.session.Retention;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Writes lake objects into the session tables again, and only there: what is in the lake is not put in twice. */
public final class LakeReplay {
    /**
     * What was read.
     *
     * @param objects lake objects
     * @param events lines that are events and were written
     * @param expired lines whose events are past their retention, and were not
     * @param unreadable lines that are no events
     */
    public record Report(long objects, long events, long expired, List<Unreadable> unreadable) {}

    private record Identity(SessionId session, Fingerprint fingerprint) {}

    private static final int GROUP = 1_000;

    /** More than anybody reads; what is over is counted in the last one. */
    private static final int MAX_REPORTED = 10_000;

    private final ObjectStore lake;
    private final LakeEvents contents;
    private final SessionTables tables;
    private final Retention retention;
    private final Clock clock;
    private final BooleanSupplier stop;
    private final Consumer<Long> listener;

    private long objects;
    private long events;
    private long expired;
    private final List<Unreadable> unreadable = new ArrayList<>();
    private final Map<Identity, Event> group = new LinkedHashMap<>();

    /**
     * @param stop asked before each object; true ends the work
     * @param listener told how many more events were written
     */
    public LakeReplay(
            ObjectStore lake,
            LakeReader reader,
            SessionTables tables,
            Retention retention,
            Clock clock,
            BooleanSupplier stop,
            Consumer<Long> listener) {
        this.lake = lake;
        this.contents = new LakeEvents(lake, reader);
        this.tables = tables;
        this.retention = retention;
        this.clock = clock;
        this.stop = stop;
        this.listener = listener;
    }

    /**
     * Replays the selection once; an instance is for one run.
     *
     * @throws Failure when lake or tables fail: nothing is lost, and running again does nothing twice
     */
    public Report run(LakeSelection selection) {
        Iterator<ObjectStore.Listed> listing = lake.list(selection.listingPrefix());
        while (listing.hasNext()) {
            String path = listing.next().path();
            Optional<LakeKey> key = LakeKey.parse(path).filter(k -> selection.includes(path, k));
            if (key.isPresent()) {
                if (stop.getAsBoolean()) {
                    throw Failure.of(FailureCode.INTERRUPTED, "Stopped before " + path)
                            .next("Run the same command again: nothing is counted twice.");
                }
                read(key.get());
            }
        }
        flush();
        return new Report(objects, events, expired, unreadable);
    }

    private void read(LakeKey key) {
        Instant now = clock.instant();
        // One that is not there was deleted since it was listed, by its lifecycle or by an operator.
        if (contents.read(key, event -> take(event, now), this::refuse)) {
            objects++;
        }
    }

    private void take(Event event, Instant now) {
        if (Retention.isExpired(retention.expiryOf(event.occurredAt()), now)) {
            expired++;
            return;
        }
        group.merge(new Identity(event.session(), event.fingerprint()), event, Event::or);
        if (group.size() >= GROUP) {
            flush();
        }
    }

    private void refuse(Unreadable line) {
        if (unreadable.size() < MAX_REPORTED) {
            unreadable.add(line);
        }
    }

    private void flush() {
        Lacking lacking = tables.write(group.values());
        lacking.why().ifPresent(why -> {
            throw why.next("Run the same command again once the tables answer: nothing is counted twice.");
        });
        events += group.size();
        listener.accept((long) group.size());
        group.clear();
    }
}
