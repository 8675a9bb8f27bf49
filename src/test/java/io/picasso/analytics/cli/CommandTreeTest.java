package io.picasso.analytics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

class CommandTreeTest {
    /** Commands that change nothing in any environment; every other one takes {@code --yes}, so that a script can. */
    private static final Set<String> CHANGE_NOTHING = Set.of(
            "aggregate status",
            "alarms plan",
            "alarms status",
            "backfill plan",
            "backfill status",
            "config explain",
            "config init",
            "config show",
            "config validate",
            "deploy package",
            "deploy status",
            "explain",
            "gate history",
            "gate list",
            "gate report",
            "gate status",
            "gate verify",
            "health",
            "local env",
            "local logs",
            "local status",
            "metrics show",
            "provision drift",
            "provision plan",
            "provision status",
            "queue peek",
            "queue status",
            "rollback status",
            "runbook",
            "serve",
            "session account",
            "session diff",
            "session export",
            "session follow",
            "session list",
            "session show",
            "tenant list",
            "tenant resolve",
            "token mint",
            "writes status");

    static CommandLine whole() {
        Terminal terminal = CommandRun.in(Path.of("target"))
                .terminal(new java.io.ByteArrayOutputStream(), new java.io.ByteArrayOutputStream());
        return CommandTree.whole(
                new RootCommand(new Context(terminal, Map.of(), Clock.systemUTC(), Path.of("target"))));
    }

    static List<CommandLine> all(CommandLine line) {
        List<CommandLine> found = new ArrayList<>(List.of(line));
        line.getSubcommands().values().forEach(child -> found.addAll(all(child)));
        return found;
    }

    @TestFactory
    List<DynamicTest> everyCommandTeaches() {
        return all(whole()).stream()
                .map(line -> DynamicTest.dynamicTest(line.getCommandSpec().qualifiedName(), () -> teaches(line)))
                .toList();
    }

    private static void teaches(CommandLine line) {
        String name = line.getCommandSpec().qualifiedName();
        String[] footer = line.getCommandSpec().usageMessage().footer();

        assertThat(line.getCommandSpec().usageMessage().description()).isNotEmpty();
        assertThat(line.getCommandSpec().findOption("--help")).isNotNull();
        assertThat(Arrays.asList(footer)).contains("Example:");
        assertThat(Arrays.stream(footer).filter(text -> text.startsWith("  ")))
                .isNotEmpty()
                .allSatisfy(example -> assertThat(example).contains("picasso-analytics"));
        assertThat(String.join("\n", footer)).contains(name);
        line.getCommandSpec()
                .options()
                .forEach(option -> assertThat(option.description())
                        .as(option.longestName())
                        .isNotEmpty());
        line.getCommandSpec()
                .positionalParameters()
                .forEach(parameter -> assertThat(parameter.description()).isNotEmpty());
    }

    @Test
    void everyCommandThatChangesSomethingTakesYes() {
        assertThat(all(whole()).stream()
                        .filter(line -> line.getSubcommands().isEmpty())
                        .filter(line -> line.getCommandSpec().findOption("--yes") == null)
                        .map(line -> line.getCommandSpec().qualifiedName().replaceFirst("picasso-analytics ", "")))
                .containsExactlyInAnyOrderElementsOf(CHANGE_NOTHING);
    }

    @Test
    void everyCommandIsRegisteredUnderItsOwnName() {
        whole().getSubcommands().forEach((name, line) -> {
            CommandLine.Command described =
                    line.getCommandSpec().userObject().getClass().getAnnotation(CommandLine.Command.class);
            assertThat(described.name()).isEqualTo(name);
        });
    }

    @Test
    void theHelpOfACommandIsTheSameWhetherOneOrAllAreBuilt() {
        for (CommandLine line : all(whole())) {
            String path = line.getCommandSpec().qualifiedName().replaceFirst("^picasso-analytics ?", "");
            if (!path.isEmpty()) {
                String[] arguments = (path + " --help").split(" ");
                assertThat(CommandRun.run(arguments).out()).isEqualTo(line.getUsageMessage());
            }
        }
    }

    @Test
    void theTopLevelHelpListsEveryCommandWithItsDescription() {
        assertThat(CommandRun.run("--help").out()).isEqualTo(whole().getUsageMessage());
    }
}
