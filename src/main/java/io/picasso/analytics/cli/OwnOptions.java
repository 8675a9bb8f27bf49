package io.picasso.analytics.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.OptionSpec;

/** The options part of a subcommand's help: its own in full, the global ones by name only. */
final class OwnOptions implements IHelpSectionRenderer {
    @Override
    public String render(Help help) {
        List<OptionSpec> all = help.commandSpec().options();
        List<OptionSpec> own = all.stream()
                .filter(option -> !option.inherited() && !option.hidden())
                .toList();
        String global = all.stream()
                .filter(option -> option.inherited() && !option.hidden())
                .map(OptionSpec::longestName)
                .collect(Collectors.joining(" "));
        String listed = help.optionListExcludingGroups(own) + help.optionListGroupSections();
        if (global.isEmpty()) {
            return listed;
        }
        String heading = "%nGlobal options (see 'picasso-analytics --help'):%n";
        return listed + help.createHeading(heading) + wrapped(global, help) + System.lineSeparator();
    }

    private static String wrapped(String words, Help help) {
        int width = help.commandSpec().usageMessage().width() - 2;
        StringBuilder text = new StringBuilder(" ");
        int column = 1;
        for (String word : Stream.of(words.split(" ")).toList()) {
            if (column + 1 + word.length() > width) {
                text.append(System.lineSeparator()).append(' ');
                column = 1;
            }
            text.append(' ').append(word);
            column += 1 + word.length();
        }
        return text.toString();
    }
}
