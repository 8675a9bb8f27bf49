package io.picasso.analytics.operation.metrics;

import io.picasso.analytics.port.Statement;
import java.util.stream.Stream;

/** A statement while it is put together: its text, and the values for its question marks in the order of the text. */
final class Sql {
    private Statement statement = Statement.of("");

    /** Adds text, with a value for each question mark in it. */
    Sql add(String text, Object... values) {
        statement = new Statement(statement.sql() + text, statement.values());
        for (Object value : values) {
            statement = value instanceof Number number
                    ? statement.with(number.longValue())
                    : statement.with(value.toString());
        }
        return this;
    }

    /** Adds another as a table of that name. */
    Sql from(Sql inner, String name) {
        add(" FROM (");
        statement = new Statement(
                statement.sql() + inner.statement.sql(),
                Stream.concat(statement.values().stream(), inner.statement.values().stream())
                        .toList());
        return add(") AS " + name);
    }

    Statement statement() {
        return statement;
    }
}
