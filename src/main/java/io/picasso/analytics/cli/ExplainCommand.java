package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** Says what a failure code means and what to do, without a network. */
@picocli.CommandLine.Command(
        name = "explain",
        description = "Explains a failure code and what to do about it; without a code, lists all.",
        footer = {"", "Example:", "  picasso-analytics explain PA-201"})
final class ExplainCommand extends Command {
    @Parameters(arity = "0..1", paramLabel = "CODE", description = "Code of a failure, such as PA-201 or 201.")
    @Nullable
    String code;

    @Override
    ExitStatus run() {
        print(code == null ? new All() : new One(find(code)));
        return ExitStatus.OK;
    }

    private static FailureCode find(String code) {
        return FailureCode.find(code)
                .orElseThrow(() -> Failure.of(FailureCode.NOT_FOUND, "There is no failure code '" + code + "'")
                        .next("Run 'picasso-analytics explain' to see all codes."));
    }

    private static Map<String, Object> describe(FailureCode code) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("code", code.id());
        fields.put("title", code.title());
        fields.put("meaning", code.meaning());
        fields.put("next", code.remedy());
        fields.put("exit_status", code.exitStatus().code());
        fields.put("exit_meaning", code.exitStatus().meaning());
        return fields;
    }

    private record One(FailureCode code) implements Answer {
        @Override
        public Map<String, Object> data() {
            return describe(code);
        }

        @Override
        public void draw(Screen screen) {
            screen.line(screen.toned(Tone.STRONG, code.id() + "  " + code.title()));
            screen.line("");
            screen.line(code.meaning());
            screen.line("Next: " + code.remedy());
            screen.line("Exit status: " + code.exitStatus().code() + " ("
                    + code.exitStatus().meaning() + ")");
        }
    }

    private record All() implements Answer {
        @Override
        public Map<String, Object> data() {
            return Map.of(
                    "codes",
                    Arrays.stream(FailureCode.values())
                            .map(ExplainCommand::describe)
                            .toList());
        }

        @Override
        public Optional<String> rows() {
            return Optional.of("codes");
        }

        @Override
        public void draw(Screen screen) {
            List<List<String>> rows = Arrays.stream(FailureCode.values())
                    .map(code -> List.of(
                            code.id(), Integer.toString(code.exitStatus().code()), code.title()))
                    .toList();
            screen.table(List.of("CODE", "EXIT", "TITLE"), rows, "EXIT");
        }
    }
}
