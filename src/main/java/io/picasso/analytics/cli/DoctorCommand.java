package io.picasso.analytics.cli;

import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.gate.CheckResult;
import io.picasso.analytics.operation.doctor.DoctorChecks;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks for faults. */
@picocli.CommandLine.Command(
        name = "doctor",
        description = {
            "Looks for what keeps events from getting where they belong, from the services and their rights to the way"
                    + " of an event of every type and wire format through function, lake, tables and queue. Names each"
                    + " fault with its figure, and says what to do.",
            "Its own events belong to the tenant doctor-probe and are removed again. Where no function is deployed, its"
                    + " checks are inconclusive or skipped, and say so. One doctor at a time.",
            "Ends with status 0 when nothing is found, 3 when something is, 8 when something could not be measured, 4"
                    + " when something cannot be told."
        },
        footer = {
            "",
            "Example:",
            "  picasso-analytics doctor",
            "  picasso-analytics doctor --wait 2m -o json --query \"checks[?verdict=='fail']\""
        })
final class DoctorCommand extends EnvironmentCommand {
    @Option(
            names = "--wait",
            paramLabel = "SPAN",
            description = "How long a message may take from the queue to the lake, as 90s or 5m; default: 90s.")
    String wait = "90s";

    @Option(names = "--all", description = "Show the checks that pass too.")
    boolean all;

    @Mixin
    NothingToConfirm confirmation = new NothingToConfirm();

    @Override
    ExitStatus run() {
        Duration longest = Lifetime.parse("--wait", wait);
        // It becomes part of session ids.
        String run = UUID.randomUUID().toString().substring(0, 8);
        List<CheckResult> results;
        try (Progress progress =
                progress("checks made", OptionalLong.of(DoctorChecks.all().size()))) {
            results = care().doctor(context().interruption()::requested)
                    .examine(run, longest, result -> progress.advance(1, 0));
        }
        CheckupAnswer answer = new CheckupAnswer(settings().environment(), "doctor", results, all);
        print(answer);
        return context().interruption().requested() ? ExitStatus.INTERRUPTED : answer.status();
    }
}
