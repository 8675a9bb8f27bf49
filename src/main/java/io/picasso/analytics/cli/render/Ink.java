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
                .appendCodePoint(FIRST_MARK + tone.ordinal())
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

    private static String sequence(int mark) {
        int ordinal = mark - FIRST_MARK;
        if (ordinal >= Tone.values().length) {
            return RESET;
        }
        return switch (Tone.values()[ordinal]) {
            case PLAIN -> "";
            case STRONG -> "\u001b[1m";
            case FAINT -> "\u001b[2m";
            case GOOD -> "\u001b[32m";
            case WARNING -> "\u001b[33m";
            case BAD -> "\u001b[31m";
        };
    }
}
