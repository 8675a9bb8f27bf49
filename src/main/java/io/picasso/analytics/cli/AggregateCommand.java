package io.picasso.analytics.cli;

/** The commands of the aggregation. */
@picocli.CommandLine.Command(
        name = "aggregate",
        description = {
            "Computes the dashboard's metrics ahead, and shows what is kept.",
            "The function Analytics_Aggregator does the same every hour."
        },
        subcommands = {AggregateRunCommand.class, AggregateStatusCommand.class},
        footer = {
            "",
            "Example:",
            "  picasso-analytics aggregate run",
            "  picasso-analytics aggregate status -o json --query 'tenants[?fresh==`0`].tenant_id'"
        })
final class AggregateCommand {}
