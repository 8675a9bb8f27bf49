package io.picasso.analytics.cli.render;

import io.picasso.analytics.cli.render.Screen.Tone;

/**
 * Carries tones inside a text. A tone is marked by a code point that no text may contain, and becomes a terminal's
 * escape sequence only when the line is written; so escape sequences that come from data can be told from ours.
 */
final class Ink {
    private static final int FIRST_MARK = 0xFDD0;
    static final int END = 0xFDEF;
    private static final String RESET = "\u001b[0m";

    private Ink() {}

    static String marked(Tone tone, String harmless) {
        return new StringBuilder()
                .appendCodePoint(mark(tone))
                .append(harmless)
                .appendCodePoint(END)
                .toString();
    }

    static boolean isMark(int point) {
        return point >= FIRST_MARK && point <= END;
    }

    /** The text with its marks turned into escape sequences, or without them. */
    static String written(String marked, boolean colored) {
        StringBuilder text = new StringBuilder(marked.length());
        marked.codePoints().forEach(point -> {
            if (!isMark(point)) {
                text.appendCodePoint(point);
            } else if (colored) {
                text.append(sequence(point));
            }
        });
        return text.toString();
    }

    private static int mark(Tone tone) {
        return FIRST_MARK
                + switch (tone) {
                    case PLAIN -> 0;
                    case STRONG -> 1;
                    case FAINT -> 2;
                    case GOOD -> 3;
                    case WARNING -> 4;
                    case BAD -> 5;
                };
    }

    private static String sequence(int mark) {
        return switch (mark - FIRST_MARK) {
            case 0 -> "";
            case 1 -> "\u001b[1m";
            case 2 -> "\u001b[2m";
            case 3 -> "\u001b[32m";
            case 4 -> "\u001b[33m";
            case 5 -> "\u001b[31m";
            default -> RESET;
        };
    }
}
