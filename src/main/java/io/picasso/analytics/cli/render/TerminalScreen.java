package io.picasso.analytics.cli.render;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

/** A screen of text lines. */
public final class TerminalScreen implements Screen {
    private final PrintStream out;
    private final int width;
    private final boolean bounded;
    private final boolean colored;

    /**
     * Draws on a stream.
     *
     * @param width columns to draw in
     * @param bounded whether lines that are too long would be broken, as on a terminal; where they would not be, as in a
     *     file or a pipe, tables are never cut
     * @param colored whether tones become colours
     */
    public TerminalScreen(PrintStream out, int width, boolean bounded, boolean colored) {
        this.out = out;
        this.width = width;
        this.bounded = bounded;
        this.colored = colored;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public boolean bounded() {
        return bounded;
    }

    @Override
    public String toned(Tone tone, String text) {
        return colored ? Ink.marked(tone, Harmless.text(text)) : text;
    }

    @Override
    public void line(String text) {
        out.print(Ink.written(Harmless.keepingTones(text), colored));
        out.print('\n');
    }

    @Override
    public void table(List<String> header, List<List<String>> rows, String... right) {
        draw(header, rows, false, right);
    }

    @Override
    public void textTable(List<String> header, List<List<String>> rows, String... right) {
        draw(header, rows, true, right);
    }

    private void draw(List<String> header, List<List<String>> rows, boolean lastYields, String... right) {
        List<String> columns = header.stream().map(Harmless::keepingTones).toList();
        List<List<String>> cells = rows.stream()
                .map(row -> row.stream().map(Harmless::keepingTones).toList())
                .toList();
        TableLayout layout = new TableLayout(columns, cells, Arrays.asList(right), lastYields);
        for (String line : layout.lines(bounded ? width : Integer.MAX_VALUE, text -> toned(Tone.STRONG, text))) {
            out.print(Ink.written(line, colored));
            out.print('\n');
        }
    }
}
