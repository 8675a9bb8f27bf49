package io.picasso.analytics.cli;

/** The commands that run the event processor here. */
@picocli.CommandLine.Command(
        name = "process",
        description = {
            "Runs the event processor on this machine: over the queue, a file, lake objects or the quarantine;"
                    + " and works on shards of backfills.",
            "Events go to the lake first and then, where dynamodb_write_enabled is true, into the session tables.",
            "Whatever is processed twice is counted once."
        },
        subcommands = {
            ProcessSqsCommand.class,
            ProcessFileCommand.class,
            ProcessS3Command.class,
            ProcessQuarantineCommand.class,
            ProcessShardsCommand.class
        },
        footer = {"", "Example:", "  picasso-analytics process sqs", "  picasso-analytics process file events.ndjson.gz"
        })
final class ProcessCommand {}
