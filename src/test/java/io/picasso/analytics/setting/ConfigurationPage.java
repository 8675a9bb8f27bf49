package io.picasso.analytics.setting;

/** The reference page of the configuration, made from the list of settings. */
public final class ConfigurationPage {
    private ConfigurationPage() {}

    /** The page in Markdown. */
    public static String text() {
        StringBuilder page = new StringBuilder("""
                <!-- Generated from the settings; run the tests with -Dupdate.docs=true. -->

                # Configuration

                The file `picasso-analytics.yaml` is looked for here, and the first that is there is used:

                1. `--config FILE`
                2. the variable `PICASSO_CONFIG`
                3. the working directory
                4. `$XDG_CONFIG_HOME/picasso-analytics/`, else `~/.config/picasso-analytics/`

                The environment is the one of `--env`, else of the variable `PICASSO_ENV`, else `default_environment` of
                the file, else `local`. `local` is the embedded stack on this machine and needs no file. In `local` the
                variables that start with `AWS_` are left out of account, and its endpoints and profile cannot be set, so
                that nothing of it reaches AWS.

                A setting is taken from `--set KEY=VALUE`, else from its variable, else from the file, else it is the
                default. A variable that is set to nothing counts as not set. `picasso-analytics config explain` says for
                each value where it comes from and what it overrode.

                | key | variable | default | must be | meaning |
                |---|---|---|---|---|
                """);
        for (SettingKey key : SettingKey.values()) {
            String byDefault = key.defaultText().isEmpty() ? "" : "`" + key.defaultText() + "`";
            page.append(String.join(
                            " | ",
                            "| `" + key.key() + "`",
                            "`" + key.variable() + "`",
                            byDefault,
                            key.expected(),
                            key.meaning()))
                    .append(" |\n");
        }
        page.append("""

                In `local`, `dynamodb_write_enabled` is `true`.

                ## Names that are no longer used

                They are refused, so that a value is never silently left out.

                | name | write instead |
                |---|---|
                """);
        for (RetiredKey key : RetiredKey.values()) {
            page.append("| `" + key.retired() + "` | " + key.replacement() + " |\n");
        }
        page.append("\n## A file to start from\n\n`picasso-analytics config init` writes it.\n\n```yaml\n");
        return page.append(SampleConfiguration.text()).append("```\n").toString();
    }
}
