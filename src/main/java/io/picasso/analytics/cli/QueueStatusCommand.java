package io.picasso.analytics.cli;

import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.queue.QueueRole;
import io.picasso.analytics.operation.queue.QueueState;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows how the queues are. */
@picocli.CommandLine.Command(
        name = "status",
        description = {
            "Shows how many messages wait in each queue, are being worked on, and are delayed, as SQS counts them: about.",
            "SQS does not tell how old the oldest is. It is measured on a sample, which is received and handed back; so"
                    + " there may be an older one, unless the sample is all there is. Where a queue counts deliveries"
                    + " (it has a redrive policy), each message of a sample would lose one of them, so it is not sampled"
                    + " unless --spend-attempts is given. A dead-letter queue is.",
            "Ends with status 5 when the event queue or its dead-letter queue is not there."
        },
        footer = {
            "",
            "Example:",
            "  picasso-analytics queue status",
            "  picasso-analytics queue status dead-letters --sample 100 -o json"
        })
final class QueueStatusCommand extends EnvironmentCommand {
    private static final int MOST = 1_000;

    @Parameters(paramLabel = "QUEUE", arity = "0..*", description = "Which ones; all where none is named.")
    List<String> words = new ArrayList<>();

    @Option(
            names = "--sample",
            paramLabel = "N",
            description = "Messages to look at for the age, 0 to 1000; 0 receives none. Default: 10.")
    int sample = 10;

    @Option(
            names = "--spend-attempts",
            description = "Sample queues that count deliveries too, though each message seen loses one.")
    boolean spendAttempts;

    @Override
    ExitStatus run() {
        if (sample < 0 || sample > MOST) {
            throw Failure.of(FailureCode.BAD_USAGE, "--sample is 0 to " + MOST);
        }
        List<QueueRole> roles = words.isEmpty()
                ? List.of(QueueRole.values())
                : words.stream().map(QueueCommand::role).distinct().toList();
        List<QueueState> states = wiring().queues().overview().states(roles, sample, spendAttempts);
        print(new QueueStatusAnswer(
                settings().environment(), states, context().clock().instant()));
        boolean missing = states.stream()
                .anyMatch(state -> state.found().isEmpty() && (!state.role().shards() || !words.isEmpty()));
        return missing ? ExitStatus.NOT_FOUND : ExitStatus.OK;
    }
}
