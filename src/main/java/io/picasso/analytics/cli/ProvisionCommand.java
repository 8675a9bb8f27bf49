package io.picasso.analytics.cli;

/** The commands about tables, buckets and queues. */
@picocli.CommandLine.Command(
        name = "provision",
        description =
                "Makes the tables, buckets and queues of an environment, and compares them with what is declared.",
        subcommands = {
            ProvisionPlanCommand.class,
            ProvisionApplyCommand.class,
            ProvisionStatusCommand.class,
            ProvisionDriftCommand.class,
            ProvisionDestroyCommand.class
        },
        footer = {"", "Example:", "  picasso-analytics provision plan", "  picasso-analytics provision apply --yes"})
final class ProvisionCommand {}
