package io.picasso.analytics.cli.render;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What stands on one line each where the form of the output has lines. */
final class Rows {
    private Rows() {}

    static List<@Nullable Object> of(Answer answer) {
        Map<String, Object> data = answer.data();
        return ofSelected(answer.rows().<Object>map(data::get).orElse(data));
    }

    /** The items of a list; anything else is one row. */
    static List<@Nullable Object> ofSelected(@Nullable Object selected) {
        List<@Nullable Object> rows = new ArrayList<>();
        if (selected instanceof Iterable<?> list) {
            list.forEach(rows::add);
        } else {
            rows.add(selected);
        }
        return rows;
    }

    /** The keys of all rows that have keys, in the order in which they first appear. */
    static List<String> columns(List<@Nullable Object> rows) {
        Set<String> columns = new LinkedHashSet<>();
        for (Object row : rows) {
            if (row instanceof Map<?, ?> map) {
                map.keySet().forEach(key -> columns.add(String.valueOf(key)));
            }
        }
        return List.copyOf(columns);
    }

    /** A value in one cell: empty for null, numbers without an exponent, what is nested as JSON. */
    static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Number number) {
            return Tree.plain(number);
        }
        return value instanceof Map || value instanceof Iterable ? Json.line(value) : Tree.wellFormed(value.toString());
    }
}
