package io.picasso.analytics.cli;

import io.picasso.analytics.setting.Settings;

/** Command lines as they are told to an operator. */
final class Invocation {
    private Invocation() {}

    /** The command in the environment he works in. */
    static String of(String environment, String command) {
        String where = environment.equals(Settings.LOCAL) ? "" : "--env " + environment + " ";
        return "picasso-analytics " + where + command;
    }
}
