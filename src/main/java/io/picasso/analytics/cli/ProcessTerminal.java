package io.picasso.analytics.cli;

import java.io.BufferedOutputStream;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The terminal of this process. Output is UTF-8 whatever the locale says; a closed pipe is never an error. */
final class ProcessTerminal {
    private static final int DEFAULT_WIDTH = 80;
    private static final int BUFFER_BYTES = 1 << 16;

    private ProcessTerminal() {}

    static Terminal open(Map<String, String> variables, WatchedOutput output) {
        boolean in = isTerminal(0);
        boolean out = isTerminal(1);
        boolean err = isTerminal(2);
        return new Terminal(
                new PrintStream(new BufferedOutputStream(output, BUFFER_BYTES), false, StandardCharsets.UTF_8),
                new PrintStream(
                        new BufferedOutputStream(new FileOutputStream(FileDescriptor.err), BUFFER_BYTES),
                        true,
                        StandardCharsets.UTF_8),
                new FileInputStream(FileDescriptor.in),
                in && err,
                out,
                err && !"dumb".equals(variables.get("TERM")),
                out && wantsColor(variables),
                width(variables.get("COLUMNS")));
    }

    /** Whether colour is wanted on a terminal: not with {@code NO_COLOR} set to anything, nor with {@code TERM=dumb}. */
    static boolean wantsColor(Map<String, String> variables) {
        return variables.getOrDefault("NO_COLOR", "").isEmpty()
                && !variables.getOrDefault("TERM", "").equals("dumb");
    }

    static int width(@org.jspecify.annotations.Nullable String columns) {
        return columns != null && columns.matches("[1-9]\\d{0,3}") ? Integer.parseInt(columns) : DEFAULT_WIDTH;
    }

    private static boolean isTerminal(int descriptor) {
        Path descriptors = Path.of("/proc/self/fd");
        if (!Files.isDirectory(descriptors)) {
            return consoleIsTerminal();
        }
        try {
            String target = Files.readSymbolicLink(descriptors.resolve(Integer.toString(descriptor)))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }

    /** Java 22 and later have a console even without a terminal, and a method that tells; 17 has neither. */
    @SuppressWarnings("SystemConsoleNull") // null is what 17 answers without a terminal
    private static boolean consoleIsTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
