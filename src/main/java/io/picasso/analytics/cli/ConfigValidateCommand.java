package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.setting.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** Checks a configuration file and lists everything that is wrong with it. */
@picocli.CommandLine.Command(
        name = "validate",
        description = "Checks a configuration file and lists everything that is wrong. Exit status 2 if anything is.",
        footer = {"", "Example:", "  picasso-analytics config validate picasso-analytics.yaml"})
final class ConfigValidateCommand extends Command {
    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "The file to check; without it, the one that would be used.")
    @Nullable
    Path file;

    @Override
    ExitStatus run() {
        Configured configured = root().configured();
        Optional<Path> checked = file == null
                ? configured.file()
                : Optional.of(context().workingDirectory().resolve(file));
        List<Problem> problems = new ArrayList<>(checked.map(this::problems).orElse(List.of()));
        if (file == null && problems.isEmpty()) {
            problems.addAll(problemsOfThisRun());
        }
        print(new Checked(checked.map(configured::nameOf).orElse(null), problems));
        return problems.isEmpty() ? ExitStatus.OK : ExitStatus.USAGE;
    }

    /** What variables and flags add to the file has to be right as well. */
    private List<Problem> problemsOfThisRun() {
        try {
            root().configured().resolution();
            return List.of();
        } catch (Failure wrong) {
            return List.of(new Problem(wrong.where().orElse("this run"), wrong.what(), wrong.next()));
        }
    }

    private List<Problem> problems(Path path) {
        try {
            return root().configured().read(path).problems();
        } catch (Failure unreadable) {
            String why = unreadable.why().map(reason -> ": " + reason).orElse("");
            return List.of(new Problem(
                    unreadable.where().orElse(path.toString()), unreadable.what() + why, unreadable.next()));
        }
    }

    private record Checked(@Nullable String file, List<Problem> problems) implements Answer {
        @Override
        public Map<String, Object> data() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("file", file);
            fields.put("valid", problems.isEmpty());
            fields.put("problems", problems.stream().map(Checked::describe).toList());
            return fields;
        }

        private static Map<String, Object> describe(Problem problem) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("place", problem.place());
            fields.put("message", problem.message());
            fields.put("hint", problem.hint().isEmpty() ? null : problem.hint());
            return fields;
        }

        @Override
        public Optional<String> rows() {
            return Optional.of("problems");
        }

        @Override
        public void draw(Screen screen) {
            for (Problem problem : problems) {
                screen.line(screen.toned(Tone.BAD, problem.place()) + ": " + problem.message());
                if (!problem.hint().isEmpty()) {
                    screen.line("  " + problem.hint());
                }
            }
            if (file == null && problems.isEmpty()) {
                screen.line("There is no configuration file; the built-in environment 'local' needs none.");
            } else if (problems.isEmpty()) {
                screen.line(file + " is right.");
            } else {
                screen.line(problems.size() + (problems.size() == 1 ? " problem." : " problems."));
            }
        }
    }
}
