package io.picasso.analytics.cli;

import java.util.Locale;

/** A number and its thing, such as {@code 1 day} or {@code 1,200 days}. */
final class Plural {
    private Plural() {}

    static String of(long count, String thing) {
        return String.format(Locale.ROOT, "%,d %s%s", count, thing, count == 1 ? "" : "s");
    }
}
