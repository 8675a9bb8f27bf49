package io.picasso.analytics.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The completion script for fish; picocli makes those for bash and zsh only. */
final class FishCompletion {
    private static final String NAME = "picasso-analytics";

    private static final String FUNCTIONS = """

            # The words of the command so far, without options and their values.
            function __picasso_analytics_words
                set -l skip 0
                for word in (commandline -opc)[2..-1]
                    if test $skip = 1
                        set skip 0
                    else if contains -- $word %s
                        set skip 1
                    else if not string match -q -- '-*' $word
                        echo $word
                    end
                end
            end

            # Whether exactly these words are the command so far.
            function __picasso_analytics_at
                set -l words (__picasso_analytics_words)
                test "$words" = "$argv"
            end

            # Whether the command begins with these words.
            function __picasso_analytics_in
                set -l words (__picasso_analytics_words)
                set -l count (count $argv)
                test (count $words) -ge $count; and test "$words[1..$count]" = "$argv"
            end
            """;

    private FishCompletion() {}

    static String of(CommandLine root) {
        List<String> lines = new ArrayList<>();
        lines.add("# Completion of picasso-analytics for fish. Generated from the commands.");
        lines.add("complete -c " + NAME + " -f");
        lines.add(FUNCTIONS.replace("%s", valued(root)));
        options(root.getCommandSpec(), "", lines);
        for (CommandLine line : CommandTreeTest.all(root)) {
            CommandSpec spec = line.getCommandSpec();
            String path = spec.qualifiedName().substring(NAME.length()).strip();
            line.getSubcommands()
                    .forEach((name, child) -> lines.add("complete -c " + NAME + " -n '__picasso_analytics_at " + path
                            + "' -a " + name + " -d "
                            + quoted(child.getCommandSpec().usageMessage().description())));
            if (!path.isEmpty()) {
                options(spec, " -n '__picasso_analytics_in " + path + "'", lines);
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static void options(CommandSpec spec, String condition, List<String> lines) {
        for (OptionSpec option : spec.options()) {
            if (option.inherited() || option.hidden()) {
                continue;
            }
            StringBuilder line = new StringBuilder("complete -c " + NAME + condition);
            for (String name : option.names()) {
                line.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
            }
            if (option.arity().max() > 0) {
                line.append(values(option));
            }
            lines.add(line + " -d " + quoted(option.renderedDescription()));
        }
    }

    /** All options that take a value, so that the value is not taken for a command. */
    private static String valued(CommandLine root) {
        return CommandTreeTest.all(root).stream()
                .flatMap(line -> line.getCommandSpec().options().stream())
                .filter(option -> option.arity().max() > 0)
                .flatMap(option -> Arrays.stream(option.names()))
                .distinct()
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static String values(OptionSpec option) {
        if (option.completionCandidates() != null) {
            return " -x -a " + candidates(option);
        }
        return option.type() == Path.class ? " -r -F" : " -x";
    }

    private static String candidates(OptionSpec option) {
        return StreamSupport.stream(option.completionCandidates().spliterator(), false)
                .collect(Collectors.joining(" ", "'", "'"));
    }

    private static String quoted(String... lines) {
        String text = lines.length == 0 ? "" : lines[0];
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
