package io.picasso.analytics.operation.verify;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.key.LakeKey;
import io.picasso.analytics.operation.ingest.LakeObjects;
import io.picasso.analytics.operation.ingest.LakeReader;
import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.port.SourceLine;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** The lake objects of tenants, and the events in them. Safe for many threads. */
final class LakeFolder {
    /** An object and where it lies. */
    record Item(String path, LakeKey key) {}

    /**
     * Some lines of an object.
     *
     * @param events what the events were turned into
     * @param unreadable lines that are no events, and the object where it is damaged: place and reason
     * @param last whether these are the last of the object
     * @param gone whether the object was not there any more
     */
    record Part<T>(LocalDate day, List<T> events, List<String> unreadable, boolean last, boolean gone) {}

    private static final int PART = 1_000;

    private final ObjectStore store;
    private final LakeObjects objects;
    private final LakeReader reader;

    LakeFolder(ObjectStore store, LakeReader reader) {
        this.store = store;
        this.objects = new LakeObjects(store);
        this.reader = reader;
    }

    /** The objects of a tenant on days that are wanted, in the order of their days. */
    Iterator<Item> objects(String tenantId, Predicate<LocalDate> days) {
        return store.stream(LakeKey.prefix(tenantId))
                .flatMap(listed -> item(listed.path()).stream())
                .filter(item -> days.test(item.key().day()))
                .iterator();
    }

    /** The first day of which a tenant has an object; empty when it has none. */
    Optional<LocalDate> firstDay(String tenantId) {
        Iterator<Item> all = objects(tenantId, day -> true);
        return all.hasNext() ? Optional.of(all.next().key().day()) : Optional.empty();
    }

    /** The objects of one day. */
    Iterator<Item> objects(String tenantId, LocalDate day) {
        return store.stream(LakeKey.prefix(tenantId, day))
                .flatMap(listed -> item(listed.path()).stream())
                .iterator();
    }

    /** All tenants that have a folder. */
    List<String> tenantIds() {
        Iterable<ObjectStore.Listed> all = () -> store.list(LakeKey.PREFIX);
        return StreamSupport.stream(all.spliterator(), false)
                .flatMap(listed -> item(listed.path()).stream())
                .map(item -> item.key().tenantId())
                .distinct()
                .toList();
    }

    private static Optional<Item> item(String path) {
        return LakeKey.parse(path).map(key -> new Item(path, key));
    }

    /**
     * Reads an object in parts.
     *
     * @param taken what an event is turned into; empty for one that is not wanted
     */
    <T> void read(Item item, Function<Event, Optional<T>> taken, Consumer<Part<T>> parts) {
        List<T> events = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        LocalDate day = item.key().day();
        try {
            Optional<Iterator<SourceLine>> lines = objects.lines(item.path());
            if (lines.isEmpty()) {
                parts.accept(new Part<>(day, List.of(), List.of(), true, true));
                return;
            }
            while (lines.get().hasNext()) {
                SourceLine line = lines.get().next();
                reader.read(item.key(), line.text())
                        .either(
                                event -> taken.apply(event).map(events::add).orElse(false),
                                (reason, detail) ->
                                        unreadable.add(line.place() + ": " + reason.label() + ", " + detail));
                if (events.size() + unreadable.size() >= PART) {
                    parts.accept(new Part<>(day, List.copyOf(events), List.copyOf(unreadable), false, false));
                    events.clear();
                    unreadable.clear();
                }
            }
        } catch (Failure failure) {
            if (failure.code() != FailureCode.UNREADABLE_INPUT) {
                throw failure;
            }
            unreadable.add(failure.where().orElse(item.path()) + ": " + failure.what()
                    + failure.why().map(why -> ": " + why).orElse(""));
        }
        parts.accept(new Part<>(day, events, unreadable, true, false));
    }
}
