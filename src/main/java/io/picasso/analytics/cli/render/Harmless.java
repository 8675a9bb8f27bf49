package io.picasso.analytics.cli.render;

/**
 * Makes text from data safe to print: what would move the cursor, colour the screen or turn the reading direction is
 * replaced by a visible sign, so that a visitor's message cannot draw on an operator's terminal.
 */
public final class Harmless {
    private static final int REPLACEMENT = 0xFFFD;
    private static final int CONTROL_PICTURES = 0x2400;
    private static final int DELETE_PICTURE = 0x2421;

    private Harmless() {}

    /** The text on one line, without anything a terminal would obey. */
    public static String text(String text) {
        return clean(text, false);
    }

    /** The same, but tones that {@link Ink} has marked stay. */
    static String keepingTones(String text) {
        return clean(text, true);
    }

    private static String clean(String text, boolean keepTones) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> Ink.isMark(point) ? (keepTones ? point : REPLACEMENT) : visible(point))
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static int visible(int point) {
        if (point == '\t') {
            return ' ';
        }
        if (point < 0x20) {
            return CONTROL_PICTURES + point;
        }
        if (point == 0x7F) {
            return DELETE_PICTURE;
        }
        boolean turnsDirection = (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
        boolean breaksLine = point == 0x2028 || point == 0x2029;
        boolean obeyed = point >= 0x80 && point < 0xA0;
        boolean broken = point >= 0xD800 && point <= 0xDFFF;
        return turnsDirection || breaksLine || obeyed || broken ? REPLACEMENT : point;
    }
}
