package io.picasso.analytics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.gate.GatesPage;
import io.picasso.analytics.setting.ConfigurationPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.AutoComplete;
import picocli.CommandLine;

/** The manual and the completion scripts are committed; this says whether they are those of the commands. */
class GeneratedFilesTest {
    private static final boolean UPDATE = Boolean.getBoolean("update.docs");
    private static final Path COMMANDS = Path.of("docs/commands");

    private static Map<Path, String> generated() {
        CommandLine root = CommandTreeTest.whole();
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(COMMANDS.resolve("README.md"), ManualPage.overview(root));
        root.getSubcommands().forEach((name, line) -> files.put(COMMANDS.resolve(name + ".md"), ManualPage.of(line)));
        files.put(Path.of("docs/configuration.md"), ConfigurationPage.text());
        files.put(Path.of("docs/gates.md"), GatesPage.text());
        files.put(Path.of("docs/runbook.md"), RunbookPage.text());
        String bash = AutoComplete.bash("picasso-analytics", root);
        files.put(Path.of("completions/picasso-analytics.bash"), bash);
        files.put(
                Path.of("completions/picasso-analytics.zsh"),
                "# To be sourced from .zshrc.\nautoload -U +X bashcompinit && bashcompinit\n" + bash);
        files.put(Path.of("completions/picasso-analytics.fish"), FishCompletion.of(root));
        return files;
    }

    @TestFactory
    List<DynamicTest> committedFilesAreTheGeneratedOnes() {
        return generated().entrySet().stream()
                .map(file ->
                        DynamicTest.dynamicTest(file.getKey().toString(), () -> same(file.getKey(), file.getValue())))
                .toList();
    }

    private static void same(Path file, String text) throws IOException {
        if (UPDATE) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        assertThat(file).as("run the tests with -Dupdate.docs=true").hasContent(text);
    }

    @Test
    void noPageIsLeftOfACommandThatIsGone() throws IOException {
        Map<Path, String> files = generated();
        try (Stream<Path> pages = Files.list(COMMANDS)) {
            assertThat(pages.filter(page -> !Files.isDirectory(page))).allMatch(files::containsKey);
        }
    }
}
