package io.picasso.analytics.cli;

import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.local.StateFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the stack's log, or that of a function. */
@picocli.CommandLine.Command(
        name = "logs",
        description = {
            "Prints what the embedded stack has logged since it was started. An empty log is a good log.",
            "With the name of a function it prints the function's log: what it has printed, and START, END and REPORT of"
                    + " every call, each line with its time."
        },
        footer = {
            "",
            "Example:",
            "  picasso-analytics local logs -n 20 --follow",
            "  picasso-analytics local logs Analytics_Event_Processor"
        })
final class LocalLogsCommand extends LocalStackCommand {
    private static final long FOLLOW_MILLIS = 250;
    private static final int BUFFER_BYTES = 8192;

    @Parameters(
            arity = "0..1",
            paramLabel = "FUNCTION",
            description = "The name of a function; without: the stack's log.")
    @Nullable
    String function;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            converter = NaturalNumber.class,
            description = "How many of the last lines; default: ${DEFAULT-VALUE}.")
    int lines = 100;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on printing what comes, until Ctrl-C.")
    boolean follow;

    @Override
    ExitStatus run() throws Exception {
        Path log = log();
        PrintStream out = context().terminal().out();
        long end = Files.size(log);
        List<String> all = new String(Files.readAllBytes(log), 0, (int) end, StandardCharsets.UTF_8)
                .lines()
                .toList();
        all.subList(Math.max(0, all.size() - lines), all.size()).forEach(out::println);
        while (follow && !out.checkError() && !context().interruption().requested()) {
            end = printFrom(log, end, out);
            Thread.sleep(FOLLOW_MILLIS);
        }
        return ExitStatus.OK;
    }

    private Path log() {
        StateFolder folder = stack().folder();
        String name = function;
        if (name == null) {
            return there(
                    folder.log(), "The embedded stack has no log", "Start it with 'picasso-analytics local start'.");
        }
        if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
            throw Failure.of(FailureCode.BAD_USAGE, "'" + name + "' is no name of a function")
                    .next("Name it as 'picasso-analytics deploy status' does.");
        }
        return there(
                folder.functionLog(name),
                "Function " + name + " has no log on the embedded stack",
                "It has one from its first call on; 'picasso-analytics deploy push' makes the processor's function.");
    }

    private static Path there(Path log, String otherwise, String next) {
        if (!Files.exists(log)) {
            throw Failure.of(FailureCode.NOT_FOUND, otherwise)
                    .where(log.toString())
                    .next(next);
        }
        return log;
    }

    /** Prints what is beyond the position and returns the new end; starts again where a new stack began a new log. */
    private static long printFrom(Path log, long position, PrintStream out) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(log)) {
            long start = channel.size() < position ? 0 : position;
            channel.position(start);
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
            while (channel.read(buffer) > 0) {
                out.write(buffer.array(), 0, buffer.position());
                start += buffer.position();
                buffer.clear();
            }
            return start;
        }
    }
}
