package io.picasso.analytics.metric;

import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonValue.JsonObject;
import java.math.BigDecimal;

/**
 * What happened to a form.
 *
 * @param formId its id; {@link FormCounts#UNKNOWN} for events that name none
 * @param label its label in the latest event that has one; the id where none has
 * @param views FORM_VIEWED
 * @param started FORM_STARTED
 * @param completed FORM_COMPLETED
 * @param seconds sum of the durations of completions that say one, each cut to whole seconds
 * @param timed how many completions say a duration
 */
public record FormTally(
        String formId, String label, long views, long started, long completed, long seconds, long timed) {
    private static final BigDecimal TRENDING = BigDecimal.valueOf(70);
    private static final BigDecimal STABLE = BigDecimal.valueOf(40);

    /** The sum of two. */
    FormTally plus(FormTally other) {
        return new FormTally(
                formId,
                label,
                views + other.views,
                started + other.started,
                completed + other.completed,
                seconds + other.seconds,
                timed + other.timed);
    }

    /** Started and not completed. */
    long abandoned() {
        return Math.max(0, started - completed);
    }

    /** In percent of those started. */
    BigDecimal conversionRate() {
        return Decimals.percent(completed, started, 1);
    }

    /** In percent of those started. */
    BigDecimal abandonRate() {
        return Decimals.percent(abandoned(), started, 1);
    }

    /** In whole seconds; 0 where no completion says how long it took. */
    long averageSeconds() {
        return Decimals.mean(seconds, timed, 1, 0).longValueExact();
    }

    JsonObject summary() {
        return new JsonMembers()
                .put("form_views", views)
                .put("forms_started", started)
                .put("forms_completed", completed)
                .put("forms_abandoned", abandoned())
                .put("completion_rate", Decimals.json(conversionRate()))
                .put("abandon_rate", Decimals.json(abandonRate()))
                .put("avg_completion_time_seconds", averageSeconds())
                .object();
    }

    JsonObject row() {
        BigDecimal rate = conversionRate();
        return new JsonMembers()
                .put("form_id", formId)
                .put("form_label", label)
                .put("views", views)
                .put("started", started)
                .put("completions", completed)
                .put("conversion_rate", Decimals.json(rate))
                .put("abandon_rate", Decimals.json(abandonRate()))
                .put("avg_completion_time_seconds", averageSeconds())
                .put(
                        "trend",
                        rate.compareTo(TRENDING) >= 0 ? "trending" : rate.compareTo(STABLE) >= 0 ? "stable" : "low")
                .object();
    }
}
