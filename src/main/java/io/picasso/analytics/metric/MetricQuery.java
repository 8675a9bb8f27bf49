package io.picasso.analytics.metric;

import io.picasso.analytics.event.EventType;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What is asked of a metric. Parameters that a metric does not know have their defaults.
 *
 * @param zone the zone of hours and weekdays
 * @param granularity the length of periods
 * @param limit how many things to list at most
 * @param page the page of a list, from 1
 * @param formId the only form that counts; empty for all
 * @param order the order of forms
 * @param type the only type of events; empty for all
 */
public record MetricQuery(
        MetricName metric,
        MetricRange range,
        ZoneId zone,
        Granularity granularity,
        int limit,
        int page,
        Optional<String> formId,
        FormOrder order,
        Optional<EventType> type) {
    /** How many things come before the page. */
    public long offset() {
        return (long) (page - 1) * limit;
    }
}
