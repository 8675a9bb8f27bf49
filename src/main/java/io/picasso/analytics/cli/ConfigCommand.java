package io.picasso.analytics.cli;

/** The commands about the configuration. */
@picocli.CommandLine.Command(
        name = "config",
        description = "Writes, shows, explains and checks the configuration.",
        subcommands = {
            ConfigInitCommand.class,
            ConfigShowCommand.class,
            ConfigExplainCommand.class,
            ConfigValidateCommand.class
        },
        footer = {"", "Example:", "  picasso-analytics config explain region"})
final class ConfigCommand {}
