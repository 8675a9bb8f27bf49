package io.picasso.analytics.cli;

/** The commands that care for the lake. */
@picocli.CommandLine.Command(
        name = "lake",
        description = "Keeps the lake in order.",
        subcommands = {LakeCompactCommand.class},
        footer = {"", "Example:", "  picasso-analytics lake compact --dry-run"})
final class LakeCommand {}
