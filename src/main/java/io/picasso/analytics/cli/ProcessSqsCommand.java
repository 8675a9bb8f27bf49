package io.picasso.analytics.cli;

import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.ingest.BatchResult;
import io.picasso.analytics.operation.ingest.QueueProcessor;
import io.picasso.analytics.operation.ingest.QueueRequest;
import io.picasso.analytics.operation.ingest.QueueRequest.Until;
import io.picasso.analytics.wiring.Ingestion;
import java.time.Duration;
import java.util.OptionalLong;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Works on the queue. */
@picocli.CommandLine.Command(
        name = "sqs",
        description = {
            "Takes messages from the queue until it is empty, and puts their events into lake and tables.",
            "A message is deleted only when all it brought is in the lake or in quarantine; while it is worked on it"
                    + " stays hidden from others. Ctrl-C ends after the batches that have begun."
        },
        footer = {
            "",
            "Example:",
            "  picasso-analytics process sqs",
            "  picasso-analytics process sqs --follow --workers 4"
        })
final class ProcessSqsCommand extends EnvironmentCommand {
    static final class End {
        @Option(names = "--once", description = "End after one batch of up to 10 messages.")
        boolean once;

        @Option(names = "--follow", description = "Do not end when the queue is empty; wait for more.")
        boolean follow;
    }

    @ArgGroup
    End end = new End();

    @Option(
            names = "--max-messages",
            paramLabel = "N",
            description = "End after this many messages. Default: no limit.")
    long maxMessages = Long.MAX_VALUE;

    @Option(names = "--workers", paramLabel = "N", description = "Batches worked on at once, 1 to 32. Default: 2.")
    int workers = 2;

    @Mixin
    NothingToConfirm confirmation = new NothingToConfirm();

    @Override
    ExitStatus run() {
        if (maxMessages < 1 || workers < 1 || workers > 32) {
            throw Failure.of(FailureCode.BAD_USAGE, "--max-messages is at least 1, --workers 1 to 32");
        }
        Ingestion ingestion = wiring().ingestion();
        Until until = end.once ? Until.ONE_BATCH : end.follow ? Until.STOPPED : Until.EMPTY;
        Tally tally = new Tally();
        try (Interruption.Registration ending = context().interruption().onInterrupt(() -> note("Finishing ..."));
                Progress progress = new Progress(
                        context().terminal(), options().quiet, context().clock(), "messages", OptionalLong.empty())) {
            ingestion
                    .queueProcessor(context().interruption()::requested, new Listener(tally, progress))
                    .run(new QueueRequest(until, maxMessages, workers));
        }
        IngestAnswer answer = tally.answer("messages", ingestion.writesTables());
        print(answer);
        return context().interruption().requested() ? ExitStatus.INTERRUPTED : answer.exitStatus();
    }

    private record Listener(Tally tally, Progress progress) implements QueueProcessor.Listener {
        @Override
        public void processed(int messages, BatchResult result) {
            tally.add(messages, result);
            progress.advance(messages, result.rejectedTotal());
        }

        @Override
        public void waiting(Failure why, Duration pause) {
            progress.note(why.what()
                    + why.why().map(reason -> " (" + reason + ")").orElse("")
                    + (pause.isZero() ? "" : "; trying again in " + pause.toSeconds() + " s"));
        }
    }
}
