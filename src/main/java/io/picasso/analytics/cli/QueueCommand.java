package io.picasso.analytics.cli;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.queue.QueueRole;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The commands on the messages of queues. */
@picocli.CommandLine.Command(
        name = "queue",
        description = {
            "Shows how the queues are, looks at messages, sends dead letters on, empties a queue.",
            "The queues are called events, dead-letters, backfill and backfill-dead-letters."
        },
        subcommands = {
            QueueStatusCommand.class,
            QueuePeekCommand.class,
            QueueRedriveCommand.class,
            QueuePurgeCommand.class
        },
        footer = {
            "",
            "Example:",
            "  picasso-analytics queue status",
            "  picasso-analytics queue peek",
            "  picasso-analytics queue redrive --reason acceptable --dry-run"
        })
final class QueueCommand {
    /** The queue a word names. */
    static QueueRole role(String word) {
        return QueueRole.of(word)
                .orElseThrow(() -> Failure.of(FailureCode.BAD_USAGE, "'" + word + "' is no queue")
                        .next("Give one of " + words() + "."));
    }

    private static String words() {
        return Arrays.stream(QueueRole.values()).map(QueueRole::word).collect(Collectors.joining(", "));
    }
}
