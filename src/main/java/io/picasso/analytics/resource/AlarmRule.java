package io.picasso.analytics.resource;

import java.time.Duration;

/**
 * When an alarm fires: the statistic of a metric was above the threshold in so many of the last periods.
 *
 * @param metric what is watched
 * @param statistic CloudWatch's word for how the values of a period become one, see {@link Statistic}
 * @param period the length of a period
 * @param periods how many periods are looked at
 * @param breaches how many of them have to be above
 * @param comparison CloudWatch's word for "above": {@link #ABOVE}
 * @param threshold in the metric's own unit
 * @param missing CloudWatch's word for what a period without a value says, see {@link MissingData}
 */
public record AlarmRule(
        MetricName metric,
        String statistic,
        Duration period,
        int periods,
        int breaches,
        String comparison,
        double threshold,
        String missing) {
    /** More than the threshold. */
    public static final String ABOVE = "GreaterThanThreshold";

    /** Fires as soon as one period is above. */
    public static AlarmRule above(
            double threshold, MetricName metric, Statistic statistic, Duration period, MissingData missing) {
        return new AlarmRule(metric, statistic.word(), period, 1, 1, ABOVE, threshold, missing.word());
    }

    /** The same rule, on so many of the last periods. */
    public AlarmRule in(int breaching, int ofPeriods) {
        return new AlarmRule(metric, statistic, period, ofPeriods, breaching, comparison, threshold, missing);
    }
}
