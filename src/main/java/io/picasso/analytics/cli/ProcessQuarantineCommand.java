package io.picasso.analytics.cli;

import io.picasso.analytics.event.RejectionReason;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.wiring.Ingestion;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Works on the quarantine. */
@picocli.CommandLine.Command(
        name = "quarantine",
        description = {
            "Processes what was rejected again, after its cause was mended: a tenant that is known now, or texts that"
                    + " were corrected in place. What is still rejected stays; the rest goes to lake and tables."
        },
        footer = {"", "Example:", "  picasso-analytics process quarantine --reason unknown_tenant"})
final class ProcessQuarantineCommand extends EnvironmentCommand {
    @Option(names = "--reason", paramLabel = "REASON", description = "Only what was rejected for this reason.")
    @Nullable
    String reason;

    @Mixin
    NothingToConfirm confirmation = new NothingToConfirm();

    @Override
    ExitStatus run() {
        Optional<RejectionReason> only = Optional.ofNullable(reason).map(ProcessQuarantineCommand::reason);
        Tally tally = new Tally();
        Ingestion ingestion = wiring().ingestion();
        List<String> unreadable = ingestion.quarantineReplay(tally::add).run(only);
        unreadable.forEach(path -> note("Not a quarantine object, left where it is: " + path));
        IngestAnswer answer = tally.answer("lines", ingestion.writesTables());
        print(answer);
        return unreadable.isEmpty() || answer.exitStatus() != ExitStatus.OK
                ? answer.exitStatus()
                : ExitStatus.SOME_REJECTED;
    }

    private static RejectionReason reason(String label) {
        return Arrays.stream(RejectionReason.values())
                .filter(r -> r.label().equals(label))
                .findFirst()
                .orElseThrow(() -> Failure.of(FailureCode.BAD_USAGE, "'" + label + "' is not a reason")
                        .why("the reasons are "
                                + Arrays.stream(RejectionReason.values())
                                        .map(RejectionReason::label)
                                        .collect(Collectors.joining(", "))));
    }
}
