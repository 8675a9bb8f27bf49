package io.picasso.analytics.operation.metrics;

import io.picasso.analytics.port.MetricCache;
import io.picasso.analytics.port.MetricCacheContract;
import java.time.Instant;

/** The cache that tests use does what the real one does. */
class MapMetricCacheTest extends MetricCacheContract {
    private final MapMetricCache cache = new MapMetricCache(NOW);

    @Override
    protected MetricCache cache(Instant now) {
        return cache.at(now);
    }
}
