package io.picasso.analytics.operation.metrics;

import io.picasso.analytics.metric.CachedMetric;
import io.picasso.analytics.metric.Granularity;
import io.picasso.analytics.metric.MetricQuery;
import java.util.Optional;

/**
 * What is asked of the lake beyond whose and when.
 *
 * @param granularity the length of periods
 * @param formId the only form; empty for all
 * @param offset how many newer sessions come before those listed
 * @param limit how many of the newest sessions are listed
 */
record Ask(Granularity granularity, Optional<String> formId, long offset, int limit) {
    /** Enough for what is computed ahead. */
    static final Ask FOR_CACHE = new Ask(Granularity.DAY, Optional.empty(), 0, CachedMetric.RECENT);

    static Ask of(MetricQuery query) {
        return new Ask(query.granularity(), query.formId(), query.offset(), query.limit());
    }
}
