package io.picasso.analytics.cli;

import io.picasso.analytics.setting.Settings;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** Command lines as they are told to an operator. */
final class Invocation {
    private Invocation() {}

    /** The command in the environment he works in. */
    static String of(String environment, String command) {
        String where = environment.equals(Settings.LOCAL) ? "" : "--env " + environment + " ";
        return "picasso-analytics " + where + command;
    }

    /**
     * A text in which commands are quoted: each in the environment he works in, so that it can be pasted. Those that are
     * about no environment stay as they are.
     */
    static String quoted(@Nullable String environment, String text) {
        return environment == null || environment.equals(Settings.LOCAL)
                ? text
                : text.replaceAll(
                        "'picasso-analytics (?!--env |-e |local |explain |config )",
                        Matcher.quoteReplacement("'" + of(environment, "")));
    }
}
