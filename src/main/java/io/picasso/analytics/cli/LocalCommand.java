package io.picasso.analytics.cli;

/** The commands about the embedded stack. */
@picocli.CommandLine.Command(
        name = "local",
        description = {
            "Starts, stops and shows the embedded stack: DynamoDB, S3, SQS, Athena and Lambda on this machine.",
            "Commands in the environment 'local' start it themselves."
        },
        subcommands = {
            LocalStartCommand.class,
            LocalStopCommand.class,
            LocalStatusCommand.class,
            LocalResetCommand.class,
            LocalEnvCommand.class,
            LocalLogsCommand.class
        },
        footer = {"", "Example:", "  picasso-analytics local start", "  eval \"$(picasso-analytics local env)\""})
final class LocalCommand {}
