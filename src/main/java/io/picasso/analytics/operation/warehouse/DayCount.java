package io.picasso.analytics.operation.warehouse;

import io.picasso.analytics.port.Warehouse.Row;
import java.time.LocalDate;

/**
 * What the lake holds of a tenant's day.
 *
 * @param events distinct by session and fingerprint
 * @param lines every line that can be read, repeats included
 * @param sessions sessions with at least one line
 * @param unmarked lines without a fingerprint; they are not among the events
 */
public record DayCount(String tenantId, LocalDate day, long events, long lines, long sessions, long unmarked) {
    /** Reads a row of {@link LakeStatements#counts}. */
    static DayCount of(Row row) {
        return new DayCount(
                row.text("tenant_id").orElseThrow(),
                day(row),
                number(row, "events"),
                number(row, "lines"),
                number(row, "sessions"),
                number(row, "unmarked"));
    }

    static LocalDate day(Row row) {
        return LocalDate.of(
                Math.toIntExact(number(row, "year")),
                Math.toIntExact(number(row, "month")),
                Math.toIntExact(number(row, "day")));
    }

    private static long number(Row row, String column) {
        return row.number(column).orElseThrow();
    }
}
