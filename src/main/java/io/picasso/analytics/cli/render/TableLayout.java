package io.picasso.analytics.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The widths of a table's columns, and its lines. */
final class TableLayout {
    private static final String GAP = "  ";
    /** No column gets narrower than this; a screen too narrow even for that is overrun rather than made unreadable. */
    private static final int NARROWEST = 6;

    private final List<String> header;
    private final List<List<String>> rows;
    private final List<String> right;
    private final boolean lastYields;

    /**
     * Lays out a table.
     *
     * @param right columns that are aligned right
     * @param lastYields whether the last column is the first to be cut
     */
    TableLayout(List<String> header, List<List<String>> rows, List<String> right, boolean lastYields) {
        this.header = header;
        this.rows = rows;
        this.right = right;
        this.lastYields = lastYields;
    }

    List<String> lines(int screen, UnaryOperator<String> headerTone) {
        int[] widths = fitted(natural(), screen);
        List<String> lines = new ArrayList<>();
        lines.add(line(header, widths, headerTone));
        rows.forEach(row -> lines.add(line(row, widths, UnaryOperator.identity())));
        return lines;
    }

    private int[] natural() {
        int[] widths = new int[header.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Columns.of(header.get(i));
            for (List<String> row : rows) {
                widths[i] = i < row.size() ? Math.max(widths[i], Columns.of(row.get(i))) : widths[i];
            }
        }
        return widths;
    }

    /** Takes from the widest column, one step at a time, until all fit or all are as narrow as they may be. */
    private int[] fitted(int[] natural, int screen) {
        int[] widths = natural.clone();
        long total = (long) GAP.length() * (widths.length - 1);
        for (int width : widths) {
            total += width;
        }
        int last = widths.length - 1;
        if (lastYields && total > screen) {
            int narrowed = (int) Math.min(widths[last], Math.max(NARROWEST, widths[last] - (total - screen)));
            total -= widths[last] - narrowed;
            widths[last] = narrowed;
        }
        while (total > screen) {
            int widest = 0;
            for (int i = 1; i < widths.length; i++) {
                widest = widths[i] > widths[widest] ? i : widest;
            }
            if (widths[widest] <= NARROWEST) {
                break;
            }
            widths[widest]--;
            total--;
        }
        return widths;
    }

    private String line(List<String> cells, int[] widths, UnaryOperator<String> tone) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = Columns.cut(i < cells.size() ? cells.get(i) : "", widths[i]);
            String padding = " ".repeat(Math.max(0, widths[i] - Columns.of(cell)));
            boolean alignRight = right.contains(header.get(i));
            boolean last = i == widths.length - 1;
            line.append(i == 0 ? "" : GAP)
                    .append(alignRight ? padding : "")
                    .append(tone.apply(cell))
                    .append(alignRight || last ? "" : padding);
        }
        return line.toString().stripTrailing();
    }
}
