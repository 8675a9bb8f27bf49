package io.picasso.analytics.port;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/**
 * What a query of the {@link Warehouse} may take.
 *
 * @param longest how long to wait for its end; it is stopped then
 * @param reuse how old an earlier result of the same query may be that is taken instead, in whole minutes; empty: none is
 * @param maxScan the bytes it may read; empty: no limit
 * @param stop asked while waiting; true stops the query
 */
public record QueryLimits(Duration longest, Optional<Duration> reuse, OptionalLong maxScan, BooleanSupplier stop) {
    /** Ten minutes, nothing used again, no limit on what is read. */
    public static final QueryLimits DEFAULT =
            new QueryLimits(Duration.ofMinutes(10), Optional.empty(), OptionalLong.empty(), () -> false);

    /** The same limits with another longest time. */
    public QueryLimits upTo(Duration time) {
        return new QueryLimits(time, reuse, maxScan, stop);
    }

    /** The same limits, and a result of that age will do. */
    public QueryLimits reusing(Duration age) {
        return new QueryLimits(longest, Optional.of(age), maxScan, stop);
    }

    /** The same limits, and no more bytes than that. */
    public QueryLimits scanning(long bytes) {
        return new QueryLimits(longest, reuse, OptionalLong.of(bytes), stop);
    }

    /** The same limits, stopped when that says so. */
    public QueryLimits until(BooleanSupplier other) {
        return new QueryLimits(longest, reuse, maxScan, other);
    }
}
