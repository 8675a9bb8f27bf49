package io.picasso.analytics.operation.warehouse;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.Reading;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.key.LakeKey;
import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.port.QueryLimits;
import io.picasso.analytics.port.Warehouse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Asks the lake through the warehouse. What a question will read is known before it is asked, since it is the objects of
 * its partitions; over the limit it is not asked at all.
 *
 * <p>Methods throw {@link Failure} as {@link Warehouse#query} says, and SCAN_LIMIT before anything was read.
 */
public final class LakeQueries {
    /**
     * An answer and what it took.
     *
     * @param rows what was found, in order
     * @param query the query behind it
     */
    public record Found<T>(List<T> rows, Warehouse.Answer query) {
        public Found {
            rows = List.copyOf(rows);
        }
    }

    private final Warehouse warehouse;
    private final LakeStatements statements;
    private final WarehouseEvents reader;
    private final ObjectStore lake;

    /** @param lake the bucket the table lies over, for the sizes of its objects */
    public LakeQueries(Warehouse warehouse, LakeStatements statements, WarehouseEvents reader, ObjectStore lake) {
        this.warehouse = warehouse;
        this.statements = statements;
        this.reader = reader;
        this.lake = lake;
    }

    /**
     * The events of a tenant's day, a session's together and in order; one that is there twice comes twice.
     *
     * @param events takes each event, or why a line is none
     */
    public Warehouse.Answer events(
            String tenantId, LocalDate day, QueryLimits limits, Consumer<Reading<Event>> events) {
        require(Optional.of(tenantId), DayRange.of(day), limits);
        return warehouse.query(
                statements.eventsOf(tenantId, day), limits, row -> events.accept(reader.read(tenantId, day, row)));
    }

    /** How much there is for each tenant and day. */
    public Found<DayCount> counts(Optional<String> tenantId, DayRange days, QueryLimits limits) {
        require(tenantId, days, limits);
        List<DayCount> found = new ArrayList<>();
        Warehouse.Answer answer =
                warehouse.query(statements.counts(tenantId, days), limits, row -> found.add(DayCount.of(row)));
        return new Found<>(found, answer);
    }

    /** The days for which a tenant has events. */
    public Found<LocalDate> days(String tenantId, DayRange days, QueryLimits limits) {
        require(Optional.of(tenantId), days, limits);
        List<LocalDate> found = new ArrayList<>();
        Warehouse.Answer answer =
                warehouse.query(statements.days(tenantId, days), limits, row -> found.add(DayCount.day(row)));
        return new Found<>(found, answer);
    }

    /**
     * The bytes a question about these partitions will read: the sizes of their objects as they are now.
     *
     * @param tenantId empty for all tenants
     */
    public long estimate(Optional<String> tenantId, DayRange days) {
        String prefix = tenantId.map(LakeKey::prefix).orElse(LakeKey.PREFIX);
        if (tenantId.isPresent() && days.from().equals(days.to())) {
            prefix = LakeKey.prefix(tenantId.get(), days.from());
        }
        return lake.stream(prefix)
                .filter(listed -> LakeKey.parse(listed.path())
                        .filter(key -> days.has(key.day()))
                        .isPresent())
                .mapToLong(ObjectStore.Listed::size)
                .sum();
    }

    private void require(Optional<String> tenantId, DayRange days, QueryLimits limits) {
        if (limits.maxScan().isEmpty()) {
            return;
        }
        long bytes = estimate(tenantId, days);
        if (bytes > limits.maxScan().getAsLong()) {
            throw Failure.of(
                            FailureCode.SCAN_LIMIT,
                            "the query would read " + bytes + " bytes, and may read "
                                    + limits.maxScan().getAsLong())
                    .where(lake.name())
                    .why("that much lies in the partitions it asks for; nothing was read");
        }
    }
}
