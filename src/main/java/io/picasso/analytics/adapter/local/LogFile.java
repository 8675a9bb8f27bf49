package io.picasso.analytics.adapter.local;

import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.FunctionTelemetry.LogLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A log of lines {@code TIME TEXT}; what was before lies beside it with {@code .1} at the end. */
final class LogFile {
    /** {@code 2025-12-26T10:00:00.000Z} */
    private static final int TIME_LENGTH = 24;

    private final Path file;

    LogFile(Path file) {
        this.file = file;
    }

    /** The lines since then, oldest first; none where there is no log. What is no such line is passed over. */
    List<LogLine> since(Instant from) {
        List<LogLine> lines = new ArrayList<>();
        read(file.resolveSibling(file.getFileName() + ".1"), from, lines);
        read(file, from, lines);
        return lines;
    }

    private static void read(Path file, Instant from, List<LogLine> lines) {
        try {
            for (String line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n")) {
                if (line.length() > TIME_LENGTH) {
                    UtcTime.parse(line.substring(0, TIME_LENGTH))
                            .filter(at -> !at.isBefore(from))
                            .ifPresent(at -> lines.add(new LogLine(at, line.substring(TIME_LENGTH + 1))));
                }
            }
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /** Adds a line. */
    void append(LogLine line) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(
                    file,
                    UtcTime.format(line.at()) + " " + line.text() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    static Failure unusable(Path file, IOException e) {
        return Failure.of(FailureCode.UNUSABLE_FILE, "A file of the embedded stack cannot be used")
                .where(file.toString())
                .why(String.valueOf(e.getMessage()))
                .cause(e);
    }
}
