package io.picasso.analytics.setting;

import java.util.LinkedHashMap;
import java.util.Map;

/** The configuration file that {@code config init} writes: every setting with its meaning, all at their defaults. */
public final class SampleConfiguration {
    private static final String HEAD = """
            # Configuration of picasso-analytics.
            # A setting's value is taken from --set KEY=VALUE, else from its variable, else from this file,
            # else it is the default. 'picasso-analytics config explain' says which one holds.
            # The built-in environment 'local', the embedded stack on this machine, needs no file.

            # The environment to work in where neither --env nor PICASSO_ENV names one.
            default_environment: local

            environments:
              staging:
            """;

    private SampleConfiguration() {}

    /** The text of the file. Lines that start with {@code #} and no space are settings to switch on. */
    public static String text() {
        Map<String, StringBuilder> groups = new LinkedHashMap<>();
        for (SettingKey key : SettingKey.values()) {
            int dot = key.key().indexOf('.');
            String group = dot < 0 ? "" : key.key().substring(0, dot);
            String name = key.key().substring(dot + 1);
            String indent = group.isEmpty() ? "    " : "      ";
            groups.computeIfAbsent(group, any -> new StringBuilder())
                    .append(indent + "# " + key.meaning() + ".\n")
                    .append(indent + "# Variable " + key.variable() + "; " + key.expected() + ".\n")
                    .append(indent + "#" + name + ": " + value(key) + "\n");
        }
        StringBuilder text = new StringBuilder(HEAD);
        groups.forEach((group, lines) ->
                text.append(group.isEmpty() ? "" : "    " + group + ":\n").append(lines));
        return text.toString();
    }

    private static String value(SettingKey key) {
        return key.defaultText().isEmpty() ? "\"\"" : key.defaultText();
    }
}
