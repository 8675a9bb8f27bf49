package io.picasso.analytics.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** One command line, run in this process: what it is given from outside, and what it left behind. */
final class CommandRun {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2025-12-26T10:00:00Z"), ZoneOffset.UTC);

    private final Path folder;
    private final Map<String, String> variables = new HashMap<>();
    private Clock clock = CLOCK;
    private Interruption interruption = new Interruption();
    private String input = "";
    private boolean interactive;
    private boolean terminal;
    private boolean colored;
    private int width = 80;

    record Result(int status, String out, String err) {}

    private CommandRun(Path folder) {
        this.folder = folder;
    }

    static CommandRun in(Path folder) {
        return new CommandRun(folder);
    }

    static Result run(String... arguments) {
        return in(Path.of("target")).with(arguments);
    }

    CommandRun variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    /** Lets time pass, instead of standing still on a day in 2025. */
    CommandRun at(Clock other) {
        clock = other;
        return this;
    }

    /** Lets somebody stop the command. */
    CommandRun stoppedBy(Interruption other) {
        interruption = other;
        return this;
    }

    /** Asked to stop before it has begun. */
    CommandRun interrupted() {
        interruption.request();
        return this;
    }

    CommandRun typed(String text) {
        input = text;
        interactive = true;
        return this;
    }

    CommandRun onTerminal(int columns, boolean color) {
        terminal = true;
        colored = color;
        width = columns;
        return this;
    }

    Terminal terminal(ByteArrayOutputStream out, ByteArrayOutputStream err) {
        return new Terminal(
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                interactive,
                terminal,
                colored,
                width);
    }

    Result with(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Main.run(
                arguments, new Context(terminal(out, err), variables, clock, folder.toAbsolutePath(), interruption));
        return new Result(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
