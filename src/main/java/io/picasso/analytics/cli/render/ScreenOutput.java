package io.picasso.analytics.cli.render;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Drawn for a person: answers draw themselves; what a query selected is drawn by its shape. */
public final class ScreenOutput implements Output {
    private final Function<PrintStream, Screen> screens;

    /** Draws on the screens that the function makes over a stream. */
    public ScreenOutput(Function<PrintStream, Screen> screens) {
        this.screens = screens;
    }

    @Override
    public void print(Answer answer, PrintStream out) {
        answer.draw(screens.apply(out));
    }

    @Override
    public void printSelected(@Nullable Object selected, PrintStream out) {
        Screen screen = screens.apply(out);
        if (selected instanceof Map<?, ?> map) {
            List<List<String>> pairs = new ArrayList<>();
            map.forEach((key, value) -> pairs.add(List.of(String.valueOf(key), Rows.cell(value))));
            screen.table(List.of("key", "value"), pairs);
        } else if (selected instanceof Iterable<?>) {
            drawList(Rows.ofSelected(selected), screen);
        } else if (selected != null) {
            screen.line(Rows.cell(selected));
        }
    }

    private static void drawList(List<@Nullable Object> rows, Screen screen) {
        List<String> columns = Rows.columns(rows);
        if (columns.isEmpty()) {
            rows.forEach(row -> screen.line(Rows.cell(row)));
            return;
        }
        List<List<String>> cells = new ArrayList<>();
        for (Object row : rows) {
            cells.add(columns.stream()
                    .map(column -> row instanceof Map<?, ?> map ? Rows.cell(map.get(column)) : "")
                    .toList());
        }
        screen.table(columns, cells, numeric(columns, rows));
    }

    private static String[] numeric(List<String> columns, List<@Nullable Object> rows) {
        return columns.stream()
                .filter(column -> rows.stream()
                        .anyMatch(row -> row instanceof Map<?, ?> map && map.get(column) instanceof Number))
                .toArray(String[]::new);
    }
}
