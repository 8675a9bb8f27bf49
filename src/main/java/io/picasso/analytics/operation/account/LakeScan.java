package io.picasso.analytics.operation.account;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.key.LakeKey;
import io.picasso.analytics.operation.ingest.LakeEvents;
import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.port.ObjectStore.Listed;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** Reads the days of one tenant in the lake. */
final class LakeScan {
    private final ObjectStore lake;
    private final LakeEvents contents;
    private final Tenant tenant;
    private long unreadable;

    LakeScan(ObjectStore lake, LakeEvents contents, Tenant tenant) {
        this.lake = lake;
        this.contents = contents;
        this.tenant = tenant;
    }

    /** Hands over every event of the tenant on those days; the same event may come more than once. */
    void read(Collection<LocalDate> days, Consumer<Event> events) {
        unreadable = 0;
        days.forEach(day -> lake.stream(LakeKey.prefix(tenant.id(), day))
                .flatMap(object -> LakeKey.parse(object.path()).stream())
                .forEach(key -> contents.read(
                        key,
                        event -> {
                            if (event.tenant().hash().equals(tenant.hash())) {
                                events.accept(event);
                            }
                        },
                        line -> unreadable++)));
    }

    /** The events of one session on those days, repeats included. */
    List<Event> of(SessionId session, Collection<LocalDate> days) {
        List<Event> events = new ArrayList<>();
        read(days, event -> {
            if (event.session().equals(session)) {
                events.add(event);
            }
        });
        return events;
    }

    /** Lines of the last reading that are no events, so that nobody knows whose they are. */
    long unreadable() {
        return unreadable;
    }

    /** About how many bytes those days have unpacked. */
    long bytes(Collection<LocalDate> days) {
        return days.stream()
                .flatMap(day -> lake.stream(LakeKey.prefix(tenant.id(), day)))
                .mapToLong(LakeScan::unpacked)
                .sum();
    }

    private static long unpacked(Listed object) {
        return object.path().endsWith(".gz") ? object.size() * 12 : object.size();
    }
}
