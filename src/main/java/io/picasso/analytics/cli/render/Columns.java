package io.picasso.analytics.cli.render;

/** How many terminal columns a text takes, and how to cut it to fewer. */
final class Columns {
    private static final String ELLIPSIS = "…";
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int EMOJI_VARIATION = 0xFE0F;

    private Columns() {}

    /** Columns the text takes; marks of tones take none. */
    static int of(String text) {
        return measure(text, Integer.MAX_VALUE).columns();
    }

    /** The text in at most so many columns, with an ellipsis where something is missing. */
    static String cut(String text, int columns) {
        if (of(text) <= columns) {
            return text;
        }
        int end = measure(text, Math.max(0, columns - 1)).end();
        StringBuilder cut = new StringBuilder(text.substring(0, end)).append(ELLIPSIS);
        boolean toned = text.codePoints().anyMatch(Ink::isMark);
        return toned ? cut.appendCodePoint(Ink.END).toString() : cut.toString();
    }

    private record Measure(int columns, int end) {}

    /** Measures up to the last whole sign that still fits; signs joined into one are never torn apart. */
    private static Measure measure(String text, int limit) {
        int columns = 0;
        int last = 0;
        boolean joined = false;
        int index = 0;
        while (index < text.length()) {
            int point = text.codePointAt(index);
            int width = joined ? 0 : width(point);
            if (point == EMOJI_VARIATION && last == 1) {
                width = 1;
            }
            if (columns + width > limit) {
                break;
            }
            columns += width;
            last = width == 0 ? last : width;
            joined = point == ZERO_WIDTH_JOINER;
            index += Character.charCount(point);
        }
        return new Measure(columns, index);
    }

    private static int width(int point) {
        if (point < 0x300) {
            return 1;
        }
        int type = Character.getType(point);
        boolean combining = type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.FORMAT
                || Ink.isMark(point);
        boolean skinTone = point >= 0x1F3FB && point <= 0x1F3FF;
        if (combining || skinTone) {
            return 0;
        }
        return isWide(point) ? 2 : 1;
    }

    /** East Asian wide and full-width signs, and emoji that are drawn as pictures. */
    private static boolean isWide(int point) {
        return (point >= 0x1100 && point <= 0x115F)
                || (point >= 0x231A && point <= 0x231B)
                || (point >= 0x23E9 && point <= 0x23EC)
                || (point >= 0x2614 && point <= 0x2615)
                || (point >= 0x26A1 && point <= 0x26A1)
                || (point == 0x2705 || point == 0x274C || point == 0x2753 || point == 0x2757 || point == 0x2B50)
                || (point >= 0x2E80 && point <= 0x303E)
                || (point >= 0x3041 && point <= 0xA4CF)
                || (point >= 0xA960 && point <= 0xA97F)
                || (point >= 0xAC00 && point <= 0xD7A3)
                || (point >= 0xF900 && point <= 0xFAFF)
                || (point >= 0xFE30 && point <= 0xFE6F)
                || (point >= 0xFF00 && point <= 0xFF60)
                || (point >= 0xFFE0 && point <= 0xFFE6)
                || (point >= 0x1F300 && point <= 0x1F64F)
                || (point >= 0x1F680 && point <= 0x1F6FF)
                || (point >= 0x1F900 && point <= 0x1FAFF)
                || (point >= 0x20000 && point <= 0x3FFFD);
    }
}
