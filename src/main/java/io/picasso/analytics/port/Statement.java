package io.picasso.analytics.port;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A query for the {@link Warehouse}: SQL with a question mark for each value, and the values. A value never becomes part
 * of the text.
 *
 * @param sql one SELECT
 * @param values what stands for the question marks, in order
 */
public record Statement(String sql, List<Value> values) {
    /** A value of a statement. */
    public sealed interface Value {
        /** A text; any characters. */
        record Text(String text) implements Value {}

        /** A number. */
        record Number(BigDecimal number) implements Value {}
    }

    public Statement {
        values = List.copyOf(values);
    }

    /** A statement without values. */
    public static Statement of(String sql) {
        return new Statement(sql, List.of());
    }

    /** The same statement with one more value, a text. */
    public Statement with(String text) {
        return with(new Value.Text(text));
    }

    /** The same statement with one more value, a whole number. */
    public Statement with(long number) {
        return with(new Value.Number(BigDecimal.valueOf(number)));
    }

    private Statement with(Value value) {
        List<Value> more = new ArrayList<>(values);
        more.add(value);
        return new Statement(sql, more);
    }
}
