package io.picasso.analytics.port;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Asks questions of the whole lake in SQL. A question costs by the bytes it reads, so it says how many those were.
 *
 * <p>Reading changes nothing, so every query may be run again. A query sees the objects that were finished before it
 * began. A tenant whose partitions are not declared is not there: no rows, and no failure.
 */
public interface Warehouse {
    /** A row of a result. Columns are asked for by name, in small letters. */
    interface Row {
        /**
         * The value as text; empty for NULL.
         *
         * @throws IllegalArgumentException when the result has no such column
         */
        Optional<String> text(String column);

        /** The value as a whole number; empty for NULL. */
        default Optional<Long> number(String column) {
            return text(column).map(Long::valueOf);
        }
    }

    /**
     * A finished query.
     *
     * @param id its id in the service
     * @param columns the names of the columns, in order
     * @param rows how many rows there were
     */
    record Answer(String id, List<String> columns, long rows, QueryCost cost) {}

    /**
     * Runs a query and hands its rows over, one by one, in the query's order. No more than a page of rows is in memory.
     * No row is handed over before the query has ended well and within its limits.
     *
     * <p>A limit on bytes is looked at while the query runs and once more at its end. What was read by then has been
     * read, and is billed; where more certainty is wanted, ask first what will be read, or set the limit in the
     * workgroup, where the service itself enforces it.
     *
     * @param rows takes each row; what it throws ends the reading and is passed on
     * @throws io.picasso.analytics.failure.Failure QUERY_FAILED with the engine's reason; SCAN_LIMIT when it read more
     *     than it may; SERVICE_UNAVAILABLE when it took too long, or nothing answered; THROTTLED; DENIED;
     *     RESOURCE_MISSING when database, table or workgroup is not there; INTERRUPTED when it was stopped. The query
     *     does not go on after a failure, as far as the service still listens.
     */
    Answer query(Statement statement, QueryLimits limits, Consumer<Row> rows);
}
