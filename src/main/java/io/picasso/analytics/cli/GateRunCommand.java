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
import picocli.CommandLine.Mixin;
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
    private static final String USUAL_WATCH = "15m";
    private static final String USUAL_INTERVAL = "10s";

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
            defaultValue = USUAL_WATCH,
            description = "How long phase 4 watches the table writes, such as 90s or 15m (default: ${DEFAULT-VALUE}).")
    String watch = USUAL_WATCH;

    @Option(
            names = "--interval",
            paramLabel = "SPAN",
            defaultValue = USUAL_INTERVAL,
            description = "Between two looks while watching (default: ${DEFAULT-VALUE}).")
    String interval = USUAL_INTERVAL;

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

    @Mixin
    NothingToConfirm confirmation = new NothingToConfirm();

    @Override
    ExitStatus run() {
        List<Phase> asked = asked();
        if (override != null && override.isBlank()) {
            throw Failure.of(FailureCode.BAD_USAGE, "--override gives no reason");
        }
        Watch watching = new Watch(span("--watch", watch, Watch.LONGEST), span("--interval", interval, Watch.RAREST));
        requireAddress();
        Gates gates = wiring().gates(Duration.ofMinutes(5), Optional.ofNullable(url));
        EvidenceStore evidence = gates.evidence();
        List<String> runs = new ArrayList<>();
        GateVerdict worst = GateVerdict.PASS;
        boolean stopped = false;
        for (Phase one : phases(asked, evidence)) {
            GateRun.Outcome outcome;
            // Of several phases only the first may have been begun before.
            boolean goesOn = resume && runs.isEmpty();
            try (GateDisplay display = new GateDisplay(this, one)) {
                outcome = gates.run().run(request(one, watching, goesOn), display, display::isStopped);
                stopped = !outcome.result().cutShort().isEmpty();
            }
            runs.add(outcome.run());
            worst = worst.worst(outcome.result().verdict());
            if (worst != GateVerdict.PASS || stopped) {
                break;
            }
        }
        print(GateRunAnswer.of(
                wiring().settings().environment(), RecordedRun.of(evidence.all()), runs, worst, evidence.place()));
        if (stopped) {
            throw Failure.of(FailureCode.INTERRUPTED, "The run was stopped; what it found is kept")
                    .next("Go on with: " + resumption());
        }
        return status(worst);
    }

    /** The command line that goes on with this one. */
    private String resumption() {
        StringBuilder line = new StringBuilder("gate run " + phase + " --resume");
        if (override != null) {
            line.append(" --override '").append(override.replace("'", "'\\''")).append('\'');
        }
        if (!watch.equals(USUAL_WATCH)) {
            line.append(" --watch ").append(watch);
        }
        if (!interval.equals(USUAL_INTERVAL)) {
            line.append(" --interval ").append(interval);
        }
        if (autoRollback) {
            line.append(" --auto-rollback");
        }
        if (url != null) {
            line.append(" --url ").append(url);
        }
        return Invocation.of(wiring().settings().environment(), line.toString());
    }

    /** From a second on: in no time nothing is seen. */
    private static Duration span(String option, String text, Duration longest) {
        Duration span = Lifetime.parse(option, text);
        if (span.isZero() || span.compareTo(longest) > 0) {
            throw Failure.of(FailureCode.BAD_USAGE, "'" + text + "' is too " + (span.isZero() ? "short" : "long"))
                    .where(option)
                    .why("it may be from 1s to " + longest.toMinutes() + "m");
        }
        return span;
    }

    private void requireAddress() {
        URI given = url;
        if (given != null
                && (given.getHost() == null || !List.of("http", "https").contains(given.getScheme()))) {
            throw Failure.of(FailureCode.BAD_USAGE, "'" + given + "' is no address of a web service")
                    .where("--url")
                    .next("Write it with its scheme and host, such as https://abc123.lambda-url.us-east-1.on.aws.");
        }
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
                .dropWhile(one ->
                        RecordedRun.last(runs, one).filter(RecordedRun::passed).isPresent())
                .toList();
        return left.isEmpty() ? asked : left;
    }

    private GateRequest request(Phase one, Watch watching, boolean goesOn) {
        return new GateRequest(
                one,
                ChangeOptions.who(wiring().callerIdentity(), context().variables()),
                host(),
                ProcessHandle.current().pid(),
                versions(),
                Optional.ofNullable(override),
                goesOn,
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
