package io.picasso.analytics.metric;

import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.json.JsonValue.JsonObject;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * What happened to each form.
 *
 * @param forms one for each form that has at least one event
 */
public record FormCounts(List<FormTally> forms) implements Facts {
    /** Stands for the form of events that name none. */
    public static final String UNKNOWN = "unknown";

    public FormCounts {
        forms = List.copyOf(forms);
    }

    /** All forms together. */
    JsonObject summary() {
        return forms.stream()
                .reduce(new FormTally("", "", 0, 0, 0, 0, 0), FormTally::plus)
                .summary();
    }

    /** The best forms; {@code total_completions} is that of all of them. */
    JsonObject top(FormOrder order, int limit) {
        List<JsonObject> rows = forms.stream().map(FormTally::row).toList();
        return top(
                rows,
                order,
                limit,
                forms.stream().mapToLong(FormTally::completed).sum());
    }

    static JsonObject top(List<JsonObject> rows, FormOrder order, int limit, long completions) {
        return new JsonMembers()
                .put("forms", rows.stream().sorted(by(order)).limit(limit).toList())
                .put("total_completions", completions)
                .object();
    }

    /** The highest first; where they are equal, the most completions, then in the order of the ids. */
    static Comparator<JsonObject> by(FormOrder order) {
        Function<JsonObject, BigDecimal> figure = switch (order) {
            case CONVERSION_RATE -> row -> number(row, "conversion_rate");
            case COMPLETIONS -> row -> number(row, "completions");
            case AVG_TIME -> row -> number(row, "avg_completion_time_seconds");
        };
        return Comparator.comparing(figure)
                .reversed()
                .thenComparing(row -> number(row, "completions"), Comparator.reverseOrder())
                .thenComparing(row -> row.text("form_id").orElse(""), QuestionCounts.BY_CODE_POINT);
    }

    private static BigDecimal number(JsonObject row, String name) {
        return row.get(name).orElse(null) instanceof JsonNumber number
                ? number.decimal().orElse(BigDecimal.ZERO)
                : BigDecimal.ZERO;
    }
}
