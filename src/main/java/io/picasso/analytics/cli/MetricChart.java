package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Draws the body of a metric. What is shown by length or shade stands there as a number too, where there is room. */
final class MetricChart {
    private static final String[] EIGHTHS = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    private static final char[] LEVELS = {'▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'};
    private static final char[] SHADES = {'·', '░', '▒', '▓', '█'};
    private static final int LONGEST_BAR = 40;

    /** Below this width a cell of the heat map has no room for its number. */
    private static final int NUMBERED = 70;

    private final Screen screen;

    MetricChart(Screen screen) {
        this.screen = screen;
    }

    /** The figures of a summary, one a line. */
    void figures(JsonObject body) {
        JsonObject figures = body.get("metrics").orElse(null) instanceof JsonObject object ? object : JsonObject.EMPTY;
        List<List<String>> rows = new ArrayList<>();
        figures.members().forEach((name, value) -> rows.add(List.of(name.replace('_', ' '), text(value))));
        screen.table(List.of("FIGURE", "VALUE"), rows, "VALUE");
    }

    /** A list as a table, its last column as long as there is room. */
    void list(JsonObject body, String list, List<String> columns) {
        List<JsonObject> rows = objects(body, list);
        if (rows.isEmpty()) {
            nothing();
            return;
        }
        List<String> shown = fitting(columns);
        String[] right = shown.stream()
                .filter(column -> rows.get(0).get(column).orElse(null) instanceof JsonNumber)
                .map(MetricChart::header)
                .toArray(String[]::new);
        screen.textTable(
                shown.stream().map(MetricChart::header).toList(),
                rows.stream()
                        .map(row ->
                                shown.stream().map(column -> cell(row, column)).toList())
                        .toList(),
                right);
    }

    /** On a narrow screen the first and the last column say most. */
    private List<String> fitting(List<String> columns) {
        return screen.bounded() && screen.width() < 60 && columns.size() > 2
                ? List.of(columns.get(0), columns.get(columns.size() - 1))
                : columns;
    }

    /** A line over all values, and a bar for each. The first of the numbers gives the length. */
    void bars(JsonObject body, String list, String label, String... numbers) {
        List<JsonObject> rows = objects(body, list);
        if (rows.isEmpty()) {
            nothing();
            return;
        }
        long most =
                rows.stream().mapToLong(row -> number(row, numbers[0])).max().orElse(0);
        if (label.equals("period") && rows.size() > 2) {
            line(rows, numbers[0], most);
        }
        int labelWidth =
                rows.stream().mapToInt(row -> cell(row, label).length()).max().orElse(0);
        List<String> figures = rows.stream()
                .map(row -> Arrays.stream(numbers)
                        .map(name -> name.equals("rate") ? cell(row, name) + " %" : cell(row, name))
                        .collect(Collectors.joining("  ")))
                .toList();
        int figureWidth = figures.stream().mapToInt(String::length).max().orElse(0);
        int room = screen.bounded() ? screen.width() - labelWidth - figureWidth - 4 : LONGEST_BAR;
        for (int i = 0; i < rows.size(); i++) {
            String bar = bar(number(rows.get(i), numbers[0]), most, Math.max(0, Math.min(LONGEST_BAR, room)));
            screen.line(padded(cell(rows.get(i), label), labelWidth) + "  "
                    + " ".repeat(figureWidth - figures.get(i).length()) + figures.get(i)
                    + (bar.isEmpty() ? "" : "  " + screen.toned(Tone.GOOD, bar)));
        }
    }

    /** All values in a line, as many as there is room for, the last ones where there is not. */
    private void line(List<JsonObject> rows, String number, long most) {
        int room = screen.bounded() ? Math.max(1, screen.width()) : rows.size();
        StringBuilder line = new StringBuilder();
        rows.stream()
                .skip(Math.max(0, rows.size() - room))
                .forEach(row -> line.append(level(number(row, number), most)));
        screen.line(screen.toned(Tone.GOOD, line.toString()));
    }

    private static char level(long value, long most) {
        return LEVELS[most == 0 ? 0 : (int) (value * (LEVELS.length - 1) / most)];
    }

    /** To the eighth of a column; what is more than nothing is seen. */
    private static String bar(long value, long most, int room) {
        if (value <= 0 || most <= 0 || room <= 0) {
            return "";
        }
        long eighths = Math.max(1, value * room * 8 / most);
        return "█".repeat((int) (eighths / 8)) + EIGHTHS[(int) (eighths % 8)];
    }

    /** Days across, blocks of hours down. The peak stands out, and is said below for who sees no colours. */
    void heatmap(JsonObject body) {
        List<JsonObject> rows = objects(body, "heatmap");
        Optional<JsonObject> peak =
                body.get("peak").filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
        long most = peak.map(cell -> number(cell, "count")).orElse(0L);
        boolean numbered = !screen.bounded() || screen.width() >= NUMBERED;
        int width = Math.max(3, numbered ? Long.toString(most).length() + 3 : 3);
        StringBuilder header = new StringBuilder("     ");
        objects(rows.isEmpty() ? JsonObject.EMPTY : rows.get(0), "data")
                .forEach(cell -> header.append(' ').append(padded(cell(cell, "day"), width)));
        screen.line(screen.toned(Tone.STRONG, header.toString().stripTrailing()));
        for (JsonObject row : rows) {
            StringBuilder line = new StringBuilder(padded(cell(row, "hour_block"), 5));
            for (JsonObject cell : objects(row, "data")) {
                long value = number(cell, "value");
                String text = shade(value, most).repeat(2) + (numbered && value > 0 ? " " + value : "");
                line.append(' ')
                        .append(screen.toned(
                                value > 0 && value == most ? Tone.WARNING : Tone.PLAIN, padded(text, width)));
            }
            screen.line(line.toString());
        }
        peak.ifPresentOrElse(
                cell -> screen.line("Most on " + cell(cell, "day") + " from " + cell(cell, "hour_block") + ": "
                        + cell(cell, "count") + " of " + number(body, "total_conversations") + "."),
                this::nothing);
    }

    private static String shade(long value, long most) {
        int at = value == 0 || most == 0 ? 0 : (int) (1 + (value - 1) * (SHADES.length - 1) / most);
        return String.valueOf(SHADES[Math.min(at, SHADES.length - 1)]);
    }

    private void nothing() {
        screen.line("Nothing in this range.");
    }

    private static String header(String column) {
        return column.replace('_', ' ').toUpperCase(Locale.ROOT);
    }

    static String cell(JsonObject row, String column) {
        return row.get(column).map(MetricChart::text).orElse("");
    }

    private static String text(JsonValue value) {
        if (value instanceof JsonString string) {
            return SessionFields.oneLine(string.value());
        }
        return value instanceof JsonNumber number ? number.text() : "";
    }

    static long number(JsonObject row, String name) {
        return row.get(name).orElse(null) instanceof JsonNumber number
                ? number.decimal().map(BigDecimal::longValue).orElse(0L)
                : 0;
    }

    static List<JsonObject> objects(JsonObject body, String name) {
        return body.get(name).orElse(null) instanceof JsonArray list
                ? list.elements().stream()
                        .filter(JsonObject.class::isInstance)
                        .map(JsonObject.class::cast)
                        .toList()
                : List.of();
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
