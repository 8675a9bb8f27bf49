package io.picasso.analytics.cli;

/** The commands that bring the functions into AWS, or onto the embedded stack. */
@picocli.CommandLine.Command(
        name = "deploy",
        description =
                "Brings the functions to Lambda (processor, API, aggregator): their package, their settings, and what calls them.",
        subcommands = {DeployPackageCommand.class, DeployPushCommand.class, DeployStatusCommand.class},
        footer = {
            "",
            "Example:",
            "  picasso-analytics deploy push --dry-run --env staging",
            "  picasso-analytics deploy push --yes --env staging"
        })
final class DeployCommand {}
