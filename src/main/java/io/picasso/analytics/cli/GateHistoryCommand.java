package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.gate.CheckResult;
import io.picasso.analytics.operation.gate.RecordedRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Shows the runs there were. */
@picocli.CommandLine.Command(
        name = "history",
        description = {"Shows the runs of the gates in this environment, the last one first."},
        footer = {
            "",
            "Example:",
            "  picasso-analytics gate history --phase 4",
            "  picasso-analytics gate history -o json"
        })
final class GateHistoryCommand extends EnvironmentCommand {
    @Option(names = "--phase", paramLabel = "PHASE", description = "Only of this phase, 1 to 7.")
    @Nullable
    String phase;

    @Option(
            names = "--limit",
            paramLabel = "N",
            converter = NaturalNumber.class,
            defaultValue = "20",
            description = "How many runs at most (default: ${DEFAULT-VALUE}).")
    int limit;

    @Override
    ExitStatus run() {
        Optional<Integer> number = Optional.ofNullable(phase)
                .map(text -> GateRunCommand.phase(text).number());
        var evidence = wiring().gates(Duration.ZERO, Optional.empty()).evidence();
        List<RecordedRun> runs = new ArrayList<>(RecordedRun.of(evidence.all()));
        Collections.reverse(runs);
        print(new Shown(
                wiring().settings().environment(),
                runs.stream()
                        .filter(run ->
                                number.isEmpty() || number.get() == run.phase().number())
                        .limit(limit)
                        .toList()));
        return ExitStatus.OK;
    }

    private record Shown(String environment, List<RecordedRun> runs) implements Answer {
        @Override
        public Map<String, Object> data() {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("environment", environment);
            data.put("runs", runs.stream().map(GateFields::of).toList());
            return data;
        }

        @Override
        public Optional<String> rows() {
            return Optional.of("runs");
        }

        @Override
        public void draw(Screen screen) {
            if (runs.isEmpty()) {
                screen.line("No gate was run yet.");
                return;
            }
            screen.textTable(
                    List.of("AT", "PHASE", "VERDICT", "WHO", "RUN", "NOT PASSED"),
                    runs.stream().map(run -> cells(screen, run)).toList());
        }

        private static List<String> cells(Screen screen, RecordedRun run) {
            String verdict = run.ended().isEmpty()
                    ? screen.toned(Tone.WARNING, "no end")
                    : screen.toned(GateFields.tone(run.verdict()), run.verdict().word());
            return List.of(
                    UtcTime.format(run.begun().at()),
                    Integer.toString(run.phase().number()),
                    verdict,
                    run.begun().who(),
                    run.run(),
                    run.results().stream()
                                    .filter(result -> !result.passed())
                                    .map(CheckResult::check)
                                    .collect(Collectors.joining(", "))
                            + (run.rolledBack().isPresent() ? "; writes rolled back" : ""));
        }
    }
}
