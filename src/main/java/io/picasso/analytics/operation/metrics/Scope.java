package io.picasso.analytics.operation.metrics;

import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.metric.MetricRange;
import io.picasso.analytics.operation.warehouse.DayRange;
import io.picasso.analytics.session.Retention;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * What a query of the lake is about.
 *
 * @param tenant whose; empty for all
 * @param ranges the ranges that are told apart, each holding the next, all with the same end
 * @param alive the first instant that is not past its retention
 */
record Scope(Optional<Tenant> tenant, List<MetricRange> ranges, Instant alive) {
    Scope {
        ranges = List.copyOf(ranges);
    }

    static Scope of(Optional<Tenant> tenant, List<MetricRange> ranges, Retention retention, Instant now) {
        // Expiry is to the second: what expires in this one is gone already.
        Instant alive = now.truncatedTo(ChronoUnit.SECONDS)
                .minus(Duration.ofDays(retention.days()))
                .plusSeconds(1);
        return new Scope(tenant, ranges, alive);
    }

    private MetricRange widest() {
        return ranges.get(0);
    }

    /** The first instant, as it is written in the lake. */
    String from() {
        return UtcTime.format(widest().from());
    }

    /** The first instant after it. */
    String before() {
        return UtcTime.format(widest().before());
    }

    String aliveFrom() {
        return UtcTime.format(alive);
    }

    /** The days whose events are needed. */
    DayRange days(boolean ofSessions) {
        Duration around = ofSessions ? SessionReach.AROUND : Duration.ZERO;
        return new DayRange(
                UtcTime.day(widest().from().minus(around)),
                UtcTime.day(widest().before().plus(around).minusMillis(1)));
    }
}
