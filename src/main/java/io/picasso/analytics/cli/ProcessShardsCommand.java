package io.picasso.analytics.cli;

import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.ingest.QueueRequest;
import io.picasso.analytics.operation.ingest.QueueRequest.Until;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Works on shards of backfills. */
@picocli.CommandLine.Command(
        name = "shards",
        description = {
            "Takes shards of backfill runs from the queue, where 'backfill run --on queue' has put them, and works on them"
                    + " until the queue is empty. As many of these as one likes, on as many machines.",
            "The run's --rate holds for each of them by itself; it is divided evenly among the shards it works on at"
                    + " once. Killed at any moment, its shards come again and go on from their journals. Ctrl-C gives them"
                    + " back at once. A shard that was begun three times goes to the dead-letter queue; 'backfill resume'"
                    + " sends it again."
        },
        footer = {
            "",
            "Example:",
            "  picasso-analytics process shards",
            "  picasso-analytics process shards --follow --workers 8"
        })
final class ProcessShardsCommand extends EnvironmentCommand {
    @Option(names = "--follow", description = "Do not end when the queue is empty; wait for more.")
    boolean follow;

    @Option(names = "--max-shards", paramLabel = "N", description = "End after this many shards. Default: no limit.")
    long maxShards = Long.MAX_VALUE;

    @Option(names = "--workers", paramLabel = "N", description = "Shards worked on at once, 1 to 32. Default: 4.")
    int workers = 4;

    @Mixin
    NothingToConfirm confirmation = new NothingToConfirm();

    @Override
    ExitStatus run() {
        if (maxShards < 1 || workers < 1 || workers > 32) {
            throw Failure.of(FailureCode.BAD_USAGE, "--max-shards is at least 1, --workers 1 to 32");
        }
        ShardTally tally = new ShardTally(this::note);
        try (Interruption.Registration ending =
                context().interruption().onInterrupt(() -> note("Giving shards back ..."))) {
            wiring().backfills(runsFolder(), context().workingDirectory())
                    .shardProcessor(context().interruption()::requested, tally)
                    .run(new QueueRequest(follow ? Until.STOPPED : Until.EMPTY, maxShards, workers));
        }
        ShardsAnswer answer = tally.answer();
        print(answer);
        return context().interruption().requested() ? ExitStatus.INTERRUPTED : answer.exitStatus();
    }
}
