package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.runbook.Runbook;
import io.picasso.analytics.operation.runbook.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** Says what to do, without a network. */
@picocli.CommandLine.Command(
        name = "runbook",
        description = {
            "Says what to do about an alarm that fires or a check that does not pass: what is seen, where to look, what"
                    + " to do, and how to take it back. Without a name, lists all. Needs no network.",
            "The same is in docs/runbook.md."
        },
        footer = {
            "",
            "Example:",
            "  picasso-analytics runbook",
            "  picasso-analytics runbook dlq-depth",
            "  picasso-analytics runbook doctor.trigger"
        })
final class RunbookCommand extends Command {
    @Parameters(arity = "0..1", paramLabel = "NAME", description = "An alarm, such as dlq-depth, or a check.")
    @Nullable
    String name;

    @Override
    ExitStatus run() {
        Runbook runbook = Runbook.of(settings());
        print(name == null ? new All(runbook.sections()) : new One(find(runbook, name)));
        return ExitStatus.OK;
    }

    private static Section find(Runbook runbook, String name) {
        return runbook.find(name)
                .orElseThrow(() -> Failure.of(FailureCode.NOT_FOUND, "The runbook has nothing on '" + name + "'")
                        .next("Run 'picasso-analytics runbook' to see all alarms and checks."));
    }

    private static Map<String, Object> describe(Section section) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", section.id());
        fields.put("symptom", section.symptom());
        fields.put("look", section.look());
        fields.put("act", section.act());
        fields.put("undo", section.undo());
        return fields;
    }

    private record One(Section section) implements Answer {
        @Override
        public Map<String, Object> data() {
            return describe(section);
        }

        @Override
        public void draw(Screen screen) {
            screen.line(screen.toned(Tone.STRONG, section.id()));
            part(screen, "Symptom", section.symptom());
            part(screen, "Look", section.look());
            part(screen, "Act", section.act());
            part(screen, "Undo", section.undo());
        }

        private static void part(Screen screen, String name, String text) {
            screen.line("");
            screen.line(screen.toned(Tone.STRONG, name));
            StringBuilder line = new StringBuilder("  ");
            for (String word : text.split(" ")) {
                if (line.length() + word.length() > Math.max(40, screen.width()) && line.length() > 2) {
                    screen.line(line.toString().stripTrailing());
                    line = new StringBuilder("  ");
                }
                line.append(word).append(' ');
            }
            screen.line(line.toString().stripTrailing());
        }
    }

    private record All(List<Section> sections) implements Answer {
        @Override
        public Map<String, Object> data() {
            return Map.of(
                    "sections", sections.stream().map(RunbookCommand::describe).toList());
        }

        @Override
        public Optional<String> rows() {
            return Optional.of("sections");
        }

        @Override
        public void draw(Screen screen) {
            screen.textTable(
                    List.of("NAME", "SYMPTOM"),
                    sections.stream()
                            .map(section -> List.of(section.id(), section.symptom()))
                            .toList());
        }
    }
}
