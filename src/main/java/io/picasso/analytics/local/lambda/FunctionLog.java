package io.picasso.analytics.local.lambda;

import io.picasso.analytics.event.UtcTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;

/**
 * The log of one function, as CloudWatch would have it: a line for each line it printed and for each of Lambda's own
 * ({@code START}, {@code END}, {@code REPORT}, {@code INIT_START}), with the time before it: {@code
 * 2025-12-26T10:00:00.000Z START RequestId: …}. Two files of {@value #MOST_BYTES} bytes at most: {@code NAME.log}, and
 * {@code NAME.log.1} with what was before. Safe for many threads.
 */
final class FunctionLog {
    private static final long MOST_BYTES = 5_000_000;

    /** As CloudWatch cuts them. */
    private static final int LONGEST_LINE = 256 * 1024;

    private final Path file;
    private final Clock clock;

    FunctionLog(Path folder, String function, Clock clock) {
        this.file = folder.resolve(function + ".log");
        this.clock = clock;
    }

    /** Appends lines. A log that cannot be written is told of once a line, and stops no function. */
    synchronized void append(List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder();
        String time = UtcTime.format(clock.instant());
        for (String line : lines) {
            text.append(time).append(' ');
            text.append(line, 0, Math.min(line.length(), LONGEST_LINE)).append('\n');
        }
        try {
            Files.createDirectories(file.getParent());
            if (Files.exists(file) && Files.size(file) > MOST_BYTES) {
                Files.move(
                        file,
                        file.resolveSibling(file.getFileName() + ".1"),
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.ATOMIC_MOVE);
            }
            Files.write(
                    file,
                    text.toString().getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            System.err.println("lambda: writing " + file + ": " + e);
        }
    }
}
