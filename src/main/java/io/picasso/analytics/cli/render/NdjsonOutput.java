package io.picasso.analytics.cli.render;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** One JSON value a line: the rows of an answer, or the answer where it has none. */
public final class NdjsonOutput implements Output {
    @Override
    public void print(Answer answer, PrintStream out) {
        Rows.of(answer).forEach(row -> line(row, out));
    }

    @Override
    public void printSelected(@Nullable Object selected, PrintStream out) {
        Rows.ofSelected(selected).forEach(row -> line(row, out));
    }

    private static void line(@Nullable Object row, PrintStream out) {
        out.print(Json.line(row));
        out.print('\n');
    }
}
