package io.picasso.analytics.cli;

import io.picasso.analytics.failure.ExitStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual in Markdown, made from the same description of the commands that {@code --help} is made from. */
final class ManualPage {
    private static final String NOTE =
            "<!-- Generated from the commands; run the tests with -Dupdate.docs=true. -->\n\n";

    private ManualPage() {}

    /** The page of one top-level command with everything below it. */
    static String of(CommandLine line) {
        StringBuilder page = new StringBuilder(NOTE);
        for (CommandLine command : CommandTreeTest.all(line)) {
            append(command.getCommandSpec(), page);
        }
        page.append("## Exit status\n\n").append(exitCodes());
        page.append("\nThe global options are in the [overview](README.md#global-options).\n");
        return page.toString();
    }

    /** The overview: all commands, the global options, the exit codes. */
    static String overview(CommandLine root) {
        StringBuilder page = new StringBuilder(NOTE).append("# Commands\n\n");
        page.append(String.join(" ", root.getCommandSpec().usageMessage().description()))
                .append("\n\n| command | does |\n|---|---|\n");
        root.getSubcommands().forEach((name, line) -> {
            page.append("| [`").append(name).append("`](").append(name).append(".md) | ");
            page.append(cell(line.getCommandSpec().usageMessage().description()))
                    .append(" |\n");
        });
        page.append("\n## Global options\n\nEvery command takes them, before or after its name.\n\n");
        page.append(options(root.getCommandSpec().options()));
        page.append("\n## Exit status\n\nThe same for every command.\n\n").append(exitCodes());
        return page.append("\n").append(examples(root.getCommandSpec())).toString();
    }

    private static void append(CommandSpec spec, StringBuilder page) {
        String depth = spec.parent() == spec.root() ? "# " : "## ";
        page.append(depth).append("`").append(spec.qualifiedName()).append("`\n\n");
        page.append(String.join("\n", spec.usageMessage().description())).append("\n\n");
        page.append("```\n").append(synopsis(spec)).append("\n```\n\n");
        List<OptionSpec> own = spec.options().stream()
                .filter(option -> !option.inherited() && !option.hidden() && !option.usageHelp())
                .toList();
        if (!spec.positionalParameters().isEmpty()) {
            page.append(arguments(spec.positionalParameters())).append("\n");
        }
        if (!own.isEmpty()) {
            page.append(options(own)).append("\n");
        }
        page.append(examples(spec)).append("\n");
    }

    private static String synopsis(CommandSpec spec) {
        String text = spec.commandLine().getHelp().synopsis(0);
        return text.strip();
    }

    private static String arguments(List<PositionalParamSpec> parameters) {
        return "| argument | meaning |\n|---|---|\n"
                + parameters.stream()
                        .filter(parameter -> !parameter.hidden())
                        .map(parameter -> "| `" + parameter.paramLabel() + "` | " + meaning(parameter) + " |\n")
                        .collect(Collectors.joining());
    }

    private static String options(List<OptionSpec> options) {
        return "| option | meaning |\n|---|---|\n"
                + options.stream()
                        .filter(option -> !option.hidden())
                        .map(option -> "| " + names(option) + " | " + meaning(option) + " |\n")
                        .collect(Collectors.joining());
    }

    private static String names(OptionSpec option) {
        String label = option.arity().max() == 0 ? "" : " " + option.paramLabel();
        return Arrays.stream(option.names()).collect(Collectors.joining("`, `", "`", label + "`"));
    }

    private static String meaning(ArgSpec argument) {
        String required =
                argument.required() && argument instanceof OptionSpec && argument.group() == null ? " Required." : "";
        return cell(argument.renderedDescription()) + required;
    }

    private static String cell(String... lines) {
        return String.join(" ", lines).replace("%n", " ").replace("%%", "%").replace("|", "\\|");
    }

    private static String examples(CommandSpec spec) {
        String[] footer = spec.usageMessage().footer();
        int start = Arrays.asList(footer).indexOf("Example:") + 1;
        return Arrays.stream(footer)
                .skip(start)
                .map(text -> text.replaceFirst("^ {2}", "").replace("%%", "%"))
                .collect(Collectors.joining("\n", "Example:\n\n```\n", "\n```\n"));
    }

    private static String exitCodes() {
        return "| code | meaning |\n|---|---|\n"
                + Arrays.stream(ExitStatus.values())
                        .map(status -> String.format(Locale.ROOT, "| %d | %s |%n", status.code(), status.meaning()))
                        .collect(Collectors.joining());
    }
}
