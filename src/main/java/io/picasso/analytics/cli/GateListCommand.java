package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.gate.Check;
import io.picasso.analytics.gate.Checks;
import io.picasso.analytics.gate.Limit;
import io.picasso.analytics.gate.Phase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** Shows what the gates check. Needs no environment. */
@picocli.CommandLine.Command(
        name = "list",
        description = {
            "Shows the phases with their checks: what is measured, what it may be, on how many samples.",
            "With -o json also what to do when it fails, and which lines of the plan it proves."
        },
        footer = {"", "Example:", "  picasso-analytics gate list", "  picasso-analytics gate list 4 -o json"})
final class GateListCommand extends Command {
    @Parameters(index = "0", arity = "0..1", paramLabel = "PHASE", description = "1 to 7; default: all.")
    @Nullable
    String phase;

    @Override
    ExitStatus run() {
        List<Phase> phases = phase == null ? List.of(Phase.values()) : List.of(GateRunCommand.phase(phase));
        print(new Listed(phases));
        return ExitStatus.OK;
    }

    private record Listed(List<Phase> phases) implements Answer {
        @Override
        public Map<String, Object> data() {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("phases", phases.stream().map(Listed::row).toList());
            return data;
        }

        private static Map<String, Object> row(Phase phase) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("phase", phase.number());
            row.put("title", phase.title());
            row.put("purpose", phase.purpose());
            row.put("checks", Checks.of(phase).stream().map(GateFields::of).toList());
            return row;
        }

        @Override
        public Optional<String> rows() {
            return Optional.of("phases");
        }

        @Override
        public void draw(Screen screen) {
            for (Phase phase : phases) {
                screen.line(screen.toned(Tone.STRONG, "Phase " + phase.number() + "  " + phase.title()));
                screen.line("  " + phase.purpose());
                screen.textTable(
                        List.of("CHECK", "LIMITS", "SAMPLES", "MEASURES"),
                        Checks.of(phase).stream().map(Listed::cells).toList(),
                        "SAMPLES");
                screen.line("");
            }
        }

        private static List<String> cells(Check check) {
            return List.of(
                    check.id(),
                    check.limits().stream().map(Limit::text).collect(Collectors.joining(", ")),
                    Integer.toString(check.samples()),
                    check.measures());
        }
    }
}
