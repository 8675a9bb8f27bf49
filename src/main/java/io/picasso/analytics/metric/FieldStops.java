package io.picasso.analytics.metric;

import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonValue.JsonObject;
import java.util.Comparator;
import java.util.List;

/**
 * Where sessions left forms: those that started one, completed none, and submitted a field.
 *
 * @param stops the fields, each with its sessions
 * @param total all such sessions, also those of fields that are not listed
 */
public record FieldStops(List<FieldStop> stops, long total) implements Facts {
    /** The most fields an answer has. */
    public static final int MOST = 20;

    public FieldStops {
        stops = List.copyOf(stops);
    }

    /** The fields with the most sessions first, then in the order of form and field. */
    JsonObject top(int limit) {
        List<JsonObject> rows = stops.stream()
                .sorted(Comparator.comparing((FieldStop stop) -> -stop.sessions())
                        .thenComparing(FieldStop::formId, QuestionCounts.BY_CODE_POINT)
                        .thenComparing(FieldStop::fieldId, QuestionCounts.BY_CODE_POINT))
                .limit(limit)
                .map(this::row)
                .toList();
        return new JsonMembers()
                .put("bottlenecks", rows)
                .put("total_abandonments", total)
                .object();
    }

    private JsonObject row(FieldStop stop) {
        Insight insight = Insight.of(stop.fieldId() + " " + stop.label());
        return new JsonMembers()
                .put("field_id", stop.fieldId())
                .put("field_label", stop.label())
                .put("form_id", stop.formId())
                .put("abandon_count", stop.sessions())
                .put("abandon_percentage", Decimals.json(Decimals.percent(stop.sessions(), total, 1)))
                .put("insight", insight.text())
                .put("recommendation", insight.recommendation())
                .object();
    }
}
