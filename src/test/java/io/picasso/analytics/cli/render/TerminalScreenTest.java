package io.picasso.analytics.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.cli.render.Screen.Tone;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TerminalScreenTest {
    private static String drawn(int width, boolean bounded, boolean colored, Consumer<Screen> drawing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        drawing.accept(new TerminalScreen(out, width, bounded, colored));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String plain(int width, Consumer<Screen> drawing) {
        return drawn(width, true, false, drawing);
    }

    @Test
    void theWidestColumnIsCutUntilTheTableFits() {
        String table = plain(
                30,
                screen -> screen.table(
                        List.of("ID", "TEXT", "N"),
                        List.of(
                                List.of("a", "a question that is much too long for this", "1"),
                                List.of("bb", "short", "12345")),
                        "N"));

        assertThat(table).isEqualTo("""
                ID  TEXT                     N
                a   a question that is…      1
                bb  short                12345
                """);
        assertThat(table.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(30));
    }

    @Test
    void inATableWithTextAtItsEndTheTextGivesWayFirst() {
        List<String> header = List.of("ID", "TEXT");
        List<List<String>> rows = List.of(List.of("an-id-that-must-stay", "short text"));

        assertThat(plain(28, screen -> screen.textTable(header, rows))).isEqualTo("""
                ID                    TEXT
                an-id-that-must-stay  short…
                """);
        assertThat(plain(20, screen -> screen.textTable(header, rows))).isEqualTo("""
                ID            TEXT
                an-id-that-…  short…
                """);
    }

    @Test
    void whereNothingWouldWrapNothingIsCut() {
        String text = "x".repeat(200);

        assertThat(drawn(30, false, false, screen -> screen.table(List.of("A"), List.of(List.of(text)))))
                .contains(text);
    }

    @Test
    void aScreenTooNarrowForAllColumnsKeepsThemReadable() {
        assertThat(plain(
                        5,
                        screen ->
                                screen.table(List.of("FIRST", "SECOND"), List.of(List.of("abcdefghij", "abcdefghij")))))
                .isEqualTo("""
                FIRST   SECOND
                abcde…  abcde…
                """);
    }

    @Test
    void wideSignsAndEmojiKeepTheColumnsStraight() {
        assertThat(plain(
                        80,
                        screen -> screen.table(
                                List.of("TEXT", "END"),
                                List.of(
                                        List.of("日本", "|"),
                                        List.of("😀", "|"),
                                        List.of("👩‍👩‍👧", "|"),
                                        List.of("👍🏽", "|"),
                                        List.of("❤️", "|"),
                                        List.of("e\u0301", "|"),
                                        List.of("🇩🇪", "|")))))
                .isEqualTo("""
                TEXT  END
                日本  |
                😀    |
                👩‍👩‍👧    |
                👍🏽    |
                ❤️    |
                e\u0301     |
                🇩🇪    |
                """);
    }

    @Test
    void cuttingNeverTearsASignApart() {
        assertThat(Columns.cut("日本語日本語", 6)).isEqualTo("日本…");
        assertThat(Columns.cut("👩‍👩‍👧👩‍👩‍👧", 3)).isEqualTo("👩‍👩‍👧…");
        assertThat(Columns.cut("e\u0301e\u0301e\u0301", 2)).isEqualTo("e\u0301…");
    }

    @Test
    void whatDataBringsIsMadeHarmlessAndKeepsItsColumn() {
        String cell = "\u001b[31mred\u001b[0m\r\n\u009b2J\u202egnp\u0007\ttab";
        String drawn = drawn(80, true, true, screen -> {
            screen.line(cell);
            screen.line(screen.toned(Tone.BAD, cell));
        });

        assertThat(drawn).isEqualTo("""
                ␛[31mred␛[0m␍␊\uFFFD2J\uFFFDgnp␇ tab
                \u001b[31m␛[31mred␛[0m␍␊\uFFFD2J\uFFFDgnp␇ tab\u001b[0m
                """);
    }

    @Test
    void tonesAreColoursOrNothing() {
        Consumer<Screen> drawing = screen -> screen.table(
                List.of("STATE", "N"),
                List.of(List.of(screen.toned(Tone.GOOD, "ok"), "1"), List.of(screen.toned(Tone.BAD, "missing"), "2")));

        assertThat(drawn(80, true, false, drawing)).isEqualTo("STATE    N\nok       1\nmissing  2\n");
        assertThat(drawn(80, true, true, drawing)).isEqualTo("""
                \u001b[1mSTATE\u001b[0m    \u001b[1mN\u001b[0m
                \u001b[32mok\u001b[0m       1
                \u001b[31mmissing\u001b[0m  2
                """);
    }

    @Test
    void aTonedCellThatIsCutStillEndsItsTone() {
        assertThat(drawn(
                        8,
                        true,
                        true,
                        screen -> screen.table(List.of("A"), List.of(List.of(screen.toned(Tone.BAD, "abcdefghijkl"))))))
                .endsWith("\u001b[31mabcdefg…\u001b[0m\n");
    }

    @Test
    void shortRowsAndNoRowsAreDrawn() {
        assertThat(plain(80, screen -> screen.table(List.of("A", "B"), List.of(List.of("1")))))
                .isEqualTo("A  B\n1\n");
        assertThat(plain(80, screen -> screen.table(List.of("A", "B"), List.of())))
                .isEqualTo("A  B\n");
    }
}
