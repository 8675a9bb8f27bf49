package io.picasso.analytics.port;

import io.picasso.analytics.resource.Measured;
import io.picasso.analytics.resource.MetricName;
import io.picasso.analytics.resource.Statistic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What functions logged, and what was measured.
 *
 * <p>Every method throws {@link io.picasso.analytics.failure.Failure}: SERVICE_UNAVAILABLE, THROTTLED, DENIED. What has
 * just been logged may be missing for some seconds, a metric for some minutes.
 */
public interface FunctionTelemetry {
    /** A line of a function's log. */
    record LogLine(Instant at, String text) {}

    /**
     * The lines of a function's log that tell of an error: its own lines of level ERROR, and Lambda's reports of calls
     * that failed or timed out. Oldest first; none where the function has never logged.
     *
     * @param from first instant
     * @param most how many at most; the newest are kept
     */
    List<LogLine> errors(String function, Instant from, int most);

    /**
     * The values of a metric, oldest first.
     *
     * @param statistic what the values of a period are made one by, where the service does so
     * @param period whole minutes
     * @param from first instant
     * @param before first instant after the range
     */
    Measured measured(MetricName metric, Statistic statistic, Duration period, Instant from, Instant before);

    /** Adds a value of a metric of ours. */
    void publish(MetricName metric, double value, Instant at);
}
