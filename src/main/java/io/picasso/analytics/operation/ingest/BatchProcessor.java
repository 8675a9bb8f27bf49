package io.picasso.analytics.operation.ingest;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.RejectionReason;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.key.LakeKey;
import io.picasso.analytics.operation.ingest.SessionTables.Key;
import io.picasso.analytics.operation.ingest.SessionTables.Lacking;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Processes a batch: the lake first, then the tables. A message is acknowledged when all it brought is in the lake or in
 * quarantine; the tables never hold it up. Safe for many threads.
 */
public final class BatchProcessor {
    private record Shelf(RejectionReason reason, LocalDate day) {}

    private final MessageReader reader;
    private final EventLake lake;
    private final Quarantine quarantine;
    private final DeferredMarkers deferred;
    private final Optional<SessionTables> tables;
    private final ExecutorService workers;
    private final LongSupplier nanoTime;

    /**
     * @param tables empty when writing the tables is switched off
     * @param workers runs writes side by side; bounded
     * @param nanoTime measures, in nanoseconds
     */
    public BatchProcessor(
            MessageReader reader,
            EventLake lake,
            Quarantine quarantine,
            DeferredMarkers deferred,
            Optional<SessionTables> tables,
            ExecutorService workers,
            LongSupplier nanoTime) {
        this.reader = reader;
        this.lake = lake;
        this.quarantine = quarantine;
        this.deferred = deferred;
        this.tables = tables;
        this.workers = workers;
        this.nanoTime = nanoTime;
    }

    /** Processes messages with distinct ids. Failures of services are part of the result. */
    public BatchResult process(Collection<InboundMessage> messages) {
        Intake intake = new Intake();
        messages.forEach(message -> read(message, intake));
        long start = nanoTime.getAsLong();
        Set<String> quarantined = new HashSet<>();
        Map<RejectionReason, Integer> rejected = keepRejected(intake, quarantined);
        Map<Event, LakeKey> stored = writeLake(intake);
        long written = nanoTime.getAsLong();
        int behind = tables.map(t -> writeTables(t, stored, intake)).orElse(0);
        long end = nanoTime.getAsLong();
        return new BatchResult(
                intake.failed(),
                stored.size(),
                intake.repeated(),
                rejected,
                quarantined,
                behind,
                (int) stored.values().stream().map(LakeKey::toString).distinct().count(),
                Duration.ofNanos(written - start),
                tables.isPresent() ? Duration.ofNanos(end - written) : Duration.ZERO,
                intake.failures());
    }

    private void read(InboundMessage message, Intake intake) {
        try {
            intake.add(message, reader.read(message));
        } catch (Failure failure) {
            intake.fail(message, failure);
        }
    }

    private Map<RejectionReason, Integer> keepRejected(Intake intake, Set<String> paths) {
        Map<RejectionReason, Integer> counts = new EnumMap<>(RejectionReason.class);
        intake.rejections().stream()
                .collect(Collectors.groupingBy(
                        r -> new Shelf(r.reason(), quarantine.dayOf(r)), LinkedHashMap::new, Collectors.toList()))
                .forEach((shelf, rejections) -> {
                    try {
                        paths.add(quarantine.write(shelf.reason(), shelf.day(), rejections));
                        counts.merge(shelf.reason(), rejections.size(), Integer::sum);
                    } catch (Failure failure) {
                        intake.failRejections(rejections, failure);
                    }
                });
        return counts;
    }

    private Map<Event, LakeKey> writeLake(Intake intake) {
        Map<String, List<Event>> partitions = intake.events().stream()
                .collect(Collectors.groupingBy(
                        e -> e.tenant().id() + " " + UtcTime.day(e.occurredAt()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        Map<List<Event>, Future<LakeKey>> writes = new java.util.IdentityHashMap<>();
        partitions.values().forEach(events -> writes.put(events, workers.submit(() -> lake.write(events))));
        Map<Event, LakeKey> stored = new LinkedHashMap<>();
        partitions.values().forEach(events -> {
            try {
                LakeKey key = Waiting.on(writes.get(events));
                events.forEach(event -> stored.put(event, key));
            } catch (Failure failure) {
                intake.failEvents(events, failure);
            }
        });
        return stored;
    }

    /** Returns how many events belong to sessions whose tables are behind. */
    private int writeTables(SessionTables tables, Map<Event, LakeKey> stored, Intake intake) {
        Lacking lacking = tables.write(stored.keySet());
        if (lacking.isNothing()) {
            return 0;
        }
        List<Event> behind = stored.keySet().stream()
                .filter(event -> lacking.sessions().contains(Key.of(event)))
                .toList();
        Failure why = lacking.why().orElseGet(() -> Failure.of(FailureCode.FAULT, "tables lack events"));
        try {
            deferred.write(lacking, stored);
            intake.failures().add(why);
        } catch (Failure marker) {
            // Forgetting would be worse than doing it again: without a marker nobody would ever repair the tables.
            intake.failEvents(behind, marker);
        }
        return behind.size();
    }
}
