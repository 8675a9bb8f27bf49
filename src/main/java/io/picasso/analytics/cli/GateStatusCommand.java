package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.gate.Phase;
import io.picasso.analytics.operation.gate.RecordedRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows how far the rollout is. */
@picocli.CommandLine.Command(
        name = "status",
        description = {
            "Shows for each phase how its last run ended, when and by whom, and which phase comes next.",
        },
        footer = {"", "Example:", "  picasso-analytics gate status --env staging"})
final class GateStatusCommand extends EnvironmentCommand {
    @Override
    ExitStatus run() {
        var evidence = wiring().gates(Duration.ZERO, Optional.empty()).evidence();
        print(new Shown(wiring().settings().environment(), RecordedRun.of(evidence.all())));
        return ExitStatus.OK;
    }

    private record Shown(String environment, List<RecordedRun> runs) implements Answer {
        /** The phase to be run next; empty when all have passed. */
        private Optional<Phase> next() {
            for (Phase phase : Phase.values()) {
                if (!passed(phase)) {
                    return Optional.of(phase);
                }
            }
            return Optional.empty();
        }

        private boolean passed(Phase phase) {
            return RecordedRun.last(runs, phase).filter(RecordedRun::passed).isPresent();
        }

        @Override
        public Map<String, Object> data() {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("environment", environment);
            data.put("next", next().map(Phase::number).orElse(null));
            List<Map<String, Object>> rows = new ArrayList<>();
            for (Phase phase : Phase.values()) {
                Optional<RecordedRun> last = RecordedRun.last(runs, phase);
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("phase", phase.number());
                row.put("title", phase.title());
                row.put("passed", passed(phase));
                row.put(
                        "verdict",
                        last.filter(run -> run.ended().isPresent())
                                .map(run -> run.verdict().word())
                                .orElse(null));
                row.put("run", last.map(RecordedRun::run).orElse(null));
                row.put("at", last.map(run -> UtcTime.format(run.begun().at())).orElse(null));
                row.put("who", last.map(run -> run.begun().who()).orElse(null));
                row.put("override", last.flatMap(run -> run.begun().override()).orElse(null));
                row.put("unfinished", last.filter(run -> run.ended().isEmpty()).isPresent());
                rows.add(row);
            }
            data.put("phases", rows);
            return data;
        }

        @Override
        public Optional<String> rows() {
            return Optional.of("phases");
        }

        @Override
        public void draw(Screen screen) {
            List<List<String>> rows = new ArrayList<>();
            for (Phase phase : Phase.values()) {
                Optional<RecordedRun> last = RecordedRun.last(runs, phase);
                rows.add(List.of(
                        Integer.toString(phase.number()),
                        phase.title(),
                        last.map(run -> verdict(screen, run)).orElse(screen.toned(Tone.FAINT, "not run")),
                        last.map(Shown::checks).orElse(""),
                        last.map(run -> UtcTime.format(run.begun().at())).orElse(""),
                        last.map(run -> run.begun().who()
                                        + run.begun()
                                                .override()
                                                .map(reason -> ", override: " + reason)
                                                .orElse(""))
                                .orElse("")));
            }
            screen.textTable(List.of("PHASE", "TITLE", "VERDICT", "PASSED", "AT", "WHO"), rows);
            screen.line(next().map(phase ->
                            "Next: " + Invocation.of(environment, "gate run " + phase.number() + resume(phase)))
                    .orElse("Every phase has passed."));
        }

        private String resume(Phase phase) {
            return RecordedRun.last(runs, phase).filter(RecordedRun::unfinished).isPresent() ? " --resume" : "";
        }

        private static String verdict(Screen screen, RecordedRun run) {
            return run.ended().isEmpty()
                    ? screen.toned(Tone.WARNING, "no end")
                    : screen.toned(GateFields.tone(run.verdict()), run.verdict().word());
        }

        private static String checks(RecordedRun run) {
            long passed =
                    run.results().stream().filter(result -> result.passed()).count();
            return passed + " of " + run.results().size();
        }
    }
}
