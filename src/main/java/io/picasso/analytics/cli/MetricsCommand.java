package io.picasso.analytics.cli;

/** The commands about metrics. */
@picocli.CommandLine.Command(
        name = "metrics",
        description = "Shows the metrics of the dashboard.",
        subcommands = {MetricsShowCommand.class},
        footer = {"", "Example:", "  picasso-analytics metrics show conversations heatmap --range 7d"})
final class MetricsCommand {}
