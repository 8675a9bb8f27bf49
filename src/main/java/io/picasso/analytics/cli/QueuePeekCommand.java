package io.picasso.analytics.cli;

import io.picasso.analytics.event.Reading;
import io.picasso.analytics.event.Redaction;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.operation.queue.Peek;
import io.picasso.analytics.operation.queue.QueueRole;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at messages. */
@picocli.CommandLine.Command(
        name = "peek",
        description = {
            "Shows messages of a queue, the dead letters where none is named, and hands them back: which events they hold,"
                    + " when they reached us, how often they were received, and what the processor would say to them now.",
            "SQS knows no look without a receive: each message shown is hidden for as long as this takes and its receive"
                    + " count goes up by one. In a dead-letter queue nothing depends on the count. In a queue with a redrive"
                    + " policy a message that was received as often as the policy allows goes to the dead-letter queue at"
                    + " the next receive, unprocessed; so that is refused unless --spend-attempts is given. Then messages are"
                    + " taken one by one, and the first that has no attempt left is the last.",
            "Which messages are shown is chance: a standard queue has no order. What others are at work on is not shown.",
            "Texts of visitors are not shown unless --body is given."
        },
        footer = {
            "",
            "Example:",
            "  picasso-analytics queue peek",
            "  picasso-analytics queue peek dead-letters --reason unknown_tenant --limit 50 -o ndjson",
            "  picasso-analytics queue peek events --spend-attempts --limit 3"
        })
final class QueuePeekCommand extends EnvironmentCommand {
    @Parameters(paramLabel = "QUEUE", arity = "0..1", description = "Default: dead-letters.")
    String word = QueueRole.DEAD_LETTERS.word();

    @Mixin
    MessageOptions messages = new MessageOptions();

    @Option(names = "--limit", paramLabel = "N", description = "Messages to show, 1 to 1000. Default: 10.")
    int limit = 10;

    @Option(names = "--body", description = "Show the texts too, with personal data replaced.")
    boolean body;

    @Option(names = "--unredacted", description = "With --body: show the texts as they are.")
    boolean unredacted;

    @Option(
            names = "--spend-attempts",
            description = "Look also where each message seen loses one of the deliveries its queue allows.")
    boolean spendAttempts;

    @Override
    ExitStatus run() {
        if (limit < 1 || limit > Peek.MOST) {
            throw Failure.of(FailureCode.BAD_USAGE, "--limit is 1 to " + Peek.MOST);
        }
        if (unredacted && !body) {
            throw Failure.of(FailureCode.BAD_USAGE, "--unredacted goes with --body");
        }
        QueueRole role = QueueCommand.role(word);
        Peek.Report report;
        try (Interruption.Registration ending = context().interruption().onInterrupt(() -> note("Finishing ..."))) {
            report = wiring().queues()
                    .peek(role, context().interruption()::requested)
                    .look(messages.filter(), limit, spendAttempts);
        }
        List<String> missing =
                messages.missing(report.messages().stream().map(Peek.Seen::id).collect(Collectors.toSet()));
        print(new QueuePeekAnswer(
                settings().environment(),
                role,
                report,
                missing,
                shown(),
                context().clock().instant()));
        if (context().interruption().requested()) {
            return ExitStatus.INTERRUPTED;
        }
        return missing.isEmpty() ? ExitStatus.OK : ExitStatus.NOT_FOUND;
    }

    private Function<String, Optional<String>> shown() {
        if (!body) {
            return text -> Optional.empty();
        }
        return unredacted ? Optional::of : text -> Optional.of(redacted(text));
    }

    /** Read first, where it can be read: an escaped sign would hide what has to be replaced. */
    private String redacted(String text) {
        return wiring().parser().parse(text.getBytes(StandardCharsets.UTF_8))
                        instanceof Reading.Accepted<JsonValue> accepted
                ? JsonText.compact(Redaction.REDACT.applyToAll(accepted.value()))
                : Redaction.REDACT.apply(text);
    }
}
