package io.picasso.analytics.cli;

import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.queue.MessageFilter;
import io.picasso.analytics.operation.queue.QueueRole;
import io.picasso.analytics.operation.queue.Redrive;
import io.picasso.analytics.operation.queue.RedriveReport;
import io.picasso.analytics.wiring.Queues;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends dead letters on to the queue they came from. */
@picocli.CommandLine.Command(
        name = "redrive",
        description = {
            "Sends dead letters on to the queue they came from: all, or those that are chosen by reason, age or id.",
            "Each is sent first and deleted then. Killed in between it is in both queues, never in none, and what comes"
                    + " twice counts once. A message is new to SQS then, with a new id and all its attempts; its events stay"
                    + " of the time at which they first reached us.",
            "What would be rejected goes to the quarantine when it is processed. Why a message had failed is not written"
                    + " on it: --reason goes by what the processor would say now.",
            "A dry run receives the messages and hands them back. Ends with status 8 when it is not known of every message"
                    + " that it was sent and deleted; it is safe to run again."
        },
        footer = {
            "",
            "Example:",
            "  picasso-analytics queue redrive --dry-run",
            "  picasso-analytics queue redrive --reason acceptable --older-than 1h --limit 500"
        })
final class QueueRedriveCommand extends EnvironmentCommand {
    @Parameters(
            paramLabel = "QUEUE",
            arity = "0..1",
            description = "dead-letters or backfill-dead-letters. Default: dead-letters.")
    String word = QueueRole.DEAD_LETTERS.word();

    @Mixin
    MessageOptions messages = new MessageOptions();

    @Option(names = "--limit", paramLabel = "N", description = "Messages to send at most. Default: no limit.")
    @Nullable
    Long limit;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    boolean yes;

    @Option(names = "--dry-run", description = "Decide everything, send and delete nothing.")
    boolean dryRun;

    @Override
    ExitStatus run() {
        if (limit != null && limit < 1) {
            throw Failure.of(FailureCode.BAD_USAGE, "--limit is at least 1");
        }
        QueueRole from = QueueCommand.role(word);
        QueueRole to = from.origin()
                .orElseThrow(() -> Failure.of(FailureCode.BAD_USAGE, "'" + word + "' is no queue of dead letters")
                        .next("Give dead-letters or backfill-dead-letters."));
        MessageFilter filter = messages.filter();
        Queues queues = wiring().queues();
        RedriveReport report;
        OptionalLong inFlight;
        try (Interruption.Registration ending = context().interruption().onInterrupt(() -> note("Finishing ..."));
                Progress progress = progress("messages", OptionalLong.empty())) {
            Redrive redrive =
                    queues.redrive(from, to, context().interruption()::requested, more -> progress.advance(more, 0));
            confirm(redrive.plan(), filter);
            report = redrive.run(new Redrive.Request(filter, limit == null ? Long.MAX_VALUE : limit, dryRun));
            inFlight = inFlight(redrive);
        }
        List<String> missing = messages.missing(
                report.messages().stream().map(RedriveReport.Sent::id).collect(Collectors.toSet()));
        QueueRedriveAnswer answer = new QueueRedriveAnswer(
                settings().environment(), queues.name(from), queues.name(to), inFlight, report, missing);
        print(answer);
        return answer.exitStatus();
    }

    /** What is left in the hands of others, as far as it can be seen; what was done is told all the same. */
    private static OptionalLong inFlight(Redrive redrive) {
        try {
            return OptionalLong.of(redrive.plan().from().inFlight());
        } catch (Failure unseen) {
            return OptionalLong.empty();
        }
    }

    private void confirm(Redrive.Plan plan, MessageFilter filter) {
        if (dryRun) {
            return;
        }
        String which = filter.equals(MessageFilter.ALL) ? "the" : "those that are meant of the";
        String most = limit == null ? "" : ", " + limit + " at most,";
        ConfirmationOptions given = new ConfirmationOptions();
        given.yes = yes;
        confirmation(given)
                .change("Send " + which + " about " + Plural.of(plan.from().visible(), "message") + " of "
                        + plan.from().name() + most + " on to " + plan.to().name() + "?"
                        + (plan.from().inFlight() > 0
                                ? " About " + plan.from().inFlight() + " more are in flight, and cannot be sent now."
                                : ""));
    }
}
