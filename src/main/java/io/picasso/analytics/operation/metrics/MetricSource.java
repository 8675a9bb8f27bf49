package io.picasso.analytics.operation.metrics;

import java.util.Locale;

/** Where an answer comes from. */
public enum MetricSource {
    /** What the aggregator computed ahead. */
    CACHE,
    /** The session tables, as they are now. */
    DYNAMODB,
    /** The lake, by a query. */
    ATHENA;

    /** The name in answers and requests. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
