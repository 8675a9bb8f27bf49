package io.picasso.analytics.cli;

import io.picasso.analytics.adapter.file.NewFile;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.queue.Purge;
import io.picasso.analytics.operation.queue.QueueRole;
import io.picasso.analytics.resource.FoundQueue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Empties a queue. */
@picocli.CommandLine.Command(
        name = "purge",
        description = {
            "Deletes the messages of a queue, after the queue's name was typed. It has to be said what becomes of them:"
                    + " --save FILE keeps them, --discard does not.",
            "The file has a line for each message, with its text as it is, not redacted, and its time; 'send FILE' puts them"
                    + " on the queue again, 'process file FILE' processes them. A message is in the file before it is"
                    + " deleted.",
            "Only what could be received is deleted: what others are at work on stays, and so does what comes after this has"
                    + " begun. In a queue with a redrive policy, messages whose attempts are used up go to the dead-letter"
                    + " queue instead.",
            "Ends with status 8 when something could not be deleted; it is safe to run again, with another file."
        },
        footer = {
            "",
            "Example:",
            "  picasso-analytics queue purge dead-letters --dry-run",
            "  picasso-analytics queue purge dead-letters --save dead-letters.ndjson"
        })
final class QueuePurgeCommand extends EnvironmentCommand {
    @Parameters(paramLabel = "QUEUE", description = "events, dead-letters, backfill or backfill-dead-letters.")
    String word = "";

    @Option(names = "--save", paramLabel = "FILE", description = "Save the messages first, in a new file.")
    @Nullable
    String save;

    @Option(names = "--discard", description = "Delete the messages without saving them.")
    boolean discard;

    @Mixin
    ConfirmationOptions confirmation = new ConfirmationOptions();

    @Override
    ExitStatus run() {
        QueueRole role = QueueCommand.role(word);
        if (save != null && discard) {
            throw Failure.of(FailureCode.BAD_USAGE, "--save and --discard exclude each other");
        }
        if (save == null && !discard && !confirmation.dryRun) {
            throw Failure.of(FailureCode.BAD_USAGE, "It is not said what becomes of the messages")
                    .next("Give --save FILE to keep them in a file, or --discard to lose them.");
        }
        Optional<NewFile> file =
                Optional.ofNullable(save).map(name -> NewFile.at(name, context().workingDirectory()));
        // What comes while somebody thinks about the question was not what he was asked about.
        Instant begun = context().clock().instant();
        QueuePurgeAnswer answer;
        try (Interruption.Registration ending = context().interruption().onInterrupt(() -> note("Finishing ..."));
                Progress progress = progress("messages", OptionalLong.empty())) {
            Purge purge = wiring().queues()
                    .purge(role, context().interruption()::requested, more -> progress.advance(more, 0));
            FoundQueue found = purge.plan();
            if (confirmation.dryRun) {
                answer = new QueuePurgeAnswer(settings().environment(), role, found, null, null);
            } else {
                confirm(found);
                answer = new QueuePurgeAnswer(
                        settings().environment(), role, found, run(purge, begun, file), written(file));
            }
        } finally {
            file.ifPresent(NewFile::close);
        }
        print(answer);
        return answer.exitStatus();
    }

    private void confirm(FoundQueue found) {
        note(String.format(
                Locale.ROOT,
                "will delete the about %,d messages that wait in queue %s, %s; the about %,d in flight stay with who"
                        + " works on them",
                found.visible(),
                found.name(),
                save == null ? "without saving them" : "saved to " + save,
                found.inFlight()));
        confirmation(confirmation).delete("the messages of the queue", found.name());
    }

    private static Purge.Report run(Purge purge, Instant begun, Optional<NewFile> file) {
        Optional<Consumer<List<String>>> lines = file.map(to -> to::append);
        return purge.run(begun, lines);
    }

    private static @Nullable String written(Optional<NewFile> file) {
        return file.filter(NewFile::isThere).map(NewFile::name).orElse(null);
    }
}
