package io.picasso.analytics.operation.backfill;

import io.picasso.analytics.progress.Price;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What a run would read and write into empty tables. Rows that are there already make it cheaper.
 *
 * @param days a row for each tenant and day that has events
 * @param lines read
 * @param outside events of other tenants or days
 * @param rejected pieces that are no events
 */
public record BackfillPlan(List<Day> days, long lines, long outside, long rejected) {
    /** DynamoDB's limit for one partition key, in write units a second. */
    public static final double UNITS_PER_KEY = 1_000;

    /** What a new table on demand takes at first, in write units a second. */
    public static final double UNITS_OF_A_NEW_TABLE = 4_000;

    public BackfillPlan {
        days = List.copyOf(days);
    }

    /**
     * A tenant's day.
     *
     * @param events distinct, expired ones included
     * @param repeated lines with an event that was there before
     * @param expired events past their retention
     * @param sessions of the events that are not expired
     * @param units write units for events, summaries and anchors, the index included
     * @param indexUnits those of them that the index takes, all on one key
     */
    public record Day(
            String tenantId,
            LocalDate day,
            long events,
            long repeated,
            long expired,
            long sessions,
            double units,
            double indexUnits) {}

    /**
     * The tenant whose key in the index is written most.
     *
     * @param seconds the least its events take, however fast everything else is
     */
    public record HottestKey(String tenantId, double units, double seconds) {}

    public long events() {
        return days.stream().mapToLong(Day::events).sum();
    }

    public long repeated() {
        return days.stream().mapToLong(Day::repeated).sum();
    }

    public long expired() {
        return days.stream().mapToLong(Day::expired).sum();
    }

    public long sessions() {
        return days.stream().mapToLong(Day::sessions).sum();
    }

    public double units() {
        return days.stream().mapToDouble(Day::units).sum();
    }

    public double dollars() {
        return Price.ofWrites(units());
    }

    /** Empty when there is nothing to write. */
    public Optional<HottestKey> hottestKey() {
        Map<String, Double> units = new TreeMap<>();
        days.forEach(day -> units.merge(day.tenantId(), day.indexUnits(), Double::sum));
        return units.entrySet().stream()
                .max(Comparator.comparingDouble(Map.Entry::getValue))
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> new HottestKey(entry.getKey(), entry.getValue(), entry.getValue() / UNITS_PER_KEY));
    }

    /**
     * How long the writes take at least, in seconds: at the rate, at what a new table takes, and at what the hottest key
     * takes; the longest of them.
     */
    public double seconds(OptionalDouble rate) {
        double table = units() / Math.min(rate.orElse(UNITS_OF_A_NEW_TABLE), UNITS_OF_A_NEW_TABLE);
        return Math.max(table, hottestKey().map(HottestKey::seconds).orElse(0.0));
    }
}
