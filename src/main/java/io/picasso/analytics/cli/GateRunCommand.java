package io.picasso.analytics.cli;

import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.gate.GateVerdict;
import io.picasso.analytics.gate.Phase;
import io.picasso.analytics.operation.gate.EvidenceStore;
import io.picasso.analytics.operation.gate.GateRequest;
import io.picasso.analytics.operation.gate.GateRun;
import io.picasso.analytics.operation.gate.RecordedRun;
import io.picasso.analytics.operation.gate.Watch;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.wiring.Gates;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs phases. */
@picocli.CommandLine.Command(
        name = "run",
        description = {
            "Measures every check of a phase, or of all phases from the first that has not passed on, to the first that"
                    + " does not pass now.",
            "Ctrl-C ends it after the check that is being made; what was found is kept, and --resume goes on."
        },
        footer = {
            "",
            "Example:",
            "  picasso-analytics gate run 1",
            "  picasso-analytics gate run 4 --watch 15m --auto-rollback --env production",
            "  picasso-analytics gate run all -o json"
        })
final class GateRunCommand extends EnvironmentCommand {
    @Parameters(index = "0", paramLabel = "PHASE", description = "1 to 7, or all.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    String phase;

    @Option(
            names = "--override",
            paramLabel = "REASON",
            description = "Run although the phase before has not passed; the reason is kept with the evidence.")
    @Nullable
    String override;

    @Option(
            names = "--resume",
            description = "Take over the checks that passed in the last run of the phase, where that was cut short.")
    boolean resume;

    @Option(
            names = "--watch",
            paramLabel = "SPAN",
            defaultValue = "15m",
            description = "How long phase 4 watches the table writes, such as 90s or 15m (default: ${DEFAULT-VALUE}).")
    String watch = "15m";

    @Option(
            names = "--interval",
            paramLabel = "SPAN",
            defaultValue = "10s",
            description = "Between two looks while watching (default: ${DEFAULT-VALUE}).")
    String interval = "10s";

    @Option(
            names = "--auto-rollback",
            description = "Switch the table writes off (rollback level 1) when a check of phase 4 fails.")
    boolean autoRollback;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Where the dashboard's API is, for phases 6 and 7; default: where it is deployed.")
    @Nullable
    URI url;

    @Override
    ExitStatus run() {
        List<Phase> asked = asked();
        if (override != null && override.isBlank()) {
            throw Failure.of(FailureCode.BAD_USAGE, "--override gives no reason");
        }
        Watch watching = new Watch(Lifetime.parse("--watch", watch), Lifetime.parse("--interval", interval));
        Gates gates = wiring().gates(Duration.ofMinutes(5), Optional.ofNullable(url));
        EvidenceStore evidence = gates.evidence();
        List<String> runs = new ArrayList<>();
        GateVerdict worst = GateVerdict.PASS;
        boolean stopped = false;
        for (Phase one : phases(asked, evidence)) {
            GateRun.Outcome outcome;
            try (GateDisplay display = new GateDisplay(this, one)) {
                outcome = gates.run().run(request(one, watching), display, display::isStopped);
                stopped = display.isStopped();
            }
            runs.add(outcome.run());
            worst = worst.worst(outcome.result().verdict());
            if (worst != GateVerdict.PASS || stopped) {
                break;
            }
        }
        print(GateRunAnswer.of(
                wiring().settings().environment(), RecordedRun.of(evidence.all()), runs, worst, evidence.place()));
        return stopped ? ExitStatus.INTERRUPTED : status(worst);
    }

    private List<Phase> asked() {
        if (phase.equals("all")) {
            return List.of(Phase.values());
        }
        return List.of(phase(phase));
    }

    static Phase phase(String text) {
        return Optional.of(text)
                .filter(digit -> digit.matches("[1-9]"))
                .flatMap(digit -> Phase.of(Integer.parseInt(digit)))
                .orElseThrow(() -> Failure.of(FailureCode.BAD_USAGE, "'" + text + "' is no phase")
                        .why("the phases are 1 to " + Phase.values().length)
                        .next("'picasso-analytics gate list' shows them with their checks."));
    }

    /** Of all phases those from the first on that has not passed; all of them when every one has. */
    private static List<Phase> phases(List<Phase> asked, EvidenceStore evidence) {
        if (asked.size() == 1) {
            return asked;
        }
        List<RecordedRun> runs = RecordedRun.of(evidence.all());
        List<Phase> left = asked.stream()
                .dropWhile(one -> RecordedRun.lastEnded(runs, one)
                        .filter(run -> run.verdict() == GateVerdict.PASS)
                        .isPresent())
                .toList();
        return left.isEmpty() ? asked : left;
    }

    private GateRequest request(Phase one, Watch watching) {
        return new GateRequest(
                one,
                ChangeOptions.who(wiring().callerIdentity(), context().variables()),
                host(),
                ProcessHandle.current().pid(),
                versions(),
                Optional.ofNullable(override),
                resume,
                watching,
                autoRollback);
    }

    private Map<String, String> versions() {
        Map<String, String> versions = new HashMap<>();
        versions.put("program", new Version().getVersion()[0].replace("picasso-analytics ", ""));
        versions.put("java", Runtime.version().toString());
        try {
            var functions = wiring().functions(Duration.ZERO);
            functions
                    .writes()
                    .find()
                    .ifPresent(found -> versions.put(
                            wiring().settings().text(SettingKey.PROCESSOR_FUNCTION),
                            "code sha256 " + found.codeSha256()));
        } catch (Failure failure) {
            detail("The function's version is not known: " + failure.what());
        }
        return versions;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }

    /** What a verdict means to whoever called the program. */
    static ExitStatus status(GateVerdict verdict) {
        return switch (verdict) {
            case PASS -> ExitStatus.OK;
            case SKIP, INCONCLUSIVE -> ExitStatus.INCONCLUSIVE;
            case ERROR -> ExitStatus.UNAVAILABLE;
            case FAIL -> ExitStatus.CHECK_FAILED;
        };
    }
}
