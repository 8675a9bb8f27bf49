package io.picasso.analytics.cli;

import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Prints the stack's log. */
@picocli.CommandLine.Command(
        name = "logs",
        description = "Prints what the embedded stack has logged since it was started. An empty log is a good log.",
        footer = {"", "Example:", "  picasso-analytics local logs -n 20 --follow"})
final class LocalLogsCommand extends LocalStackCommand {
    private static final long FOLLOW_MILLIS = 250;
    private static final int BUFFER_BYTES = 8192;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            description = "How many of the last lines; default: ${DEFAULT-VALUE}.")
    int lines = 100;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on printing what comes, until Ctrl-C.")
    boolean follow;

    @Override
    ExitStatus run() throws Exception {
        Path log = stack().folder().log();
        if (!Files.exists(log)) {
            throw Failure.of(FailureCode.NOT_FOUND, "The embedded stack has no log")
                    .where(log.toString())
                    .next("Start it with 'picasso-analytics local start'.");
        }
        PrintStream out = context().terminal().out();
        long end = Files.size(log);
        List<String> all = new String(Files.readAllBytes(log), 0, (int) end, StandardCharsets.UTF_8)
                .lines()
                .toList();
        all.subList(Math.max(0, all.size() - Math.max(0, lines)), all.size()).forEach(out::println);
        while (follow && !out.checkError() && !context().interruption().requested()) {
            end = printFrom(log, end, out);
            Thread.sleep(FOLLOW_MILLIS);
        }
        return ExitStatus.OK;
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
