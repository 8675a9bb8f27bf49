package io.picasso.analytics.local.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The JVM of a function, with the shell that watches over it. */
final class ChildProcess {
    private final Process shell;

    private ChildProcess(Process shell) {
        this.shell = shell;
    }

    /** Runs a script of {@link ChildCommand} in a folder. */
    static ChildProcess start(Path script, Path folder) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", script.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true);
        return new ChildProcess(builder.start());
    }

    /** What it prints. */
    InputStream output() {
        return shell.getInputStream();
    }

    /** Its exit status as a shell gives it, once it is gone. */
    CompletableFuture<Integer> exit() {
        return shell.onExit().thenApply(Process::exitValue);
    }

    boolean isAlive() {
        return shell.isAlive();
    }

    /** Asks it to end; what it does on its way out it may do. */
    void end() {
        // Not by the process itself, which would close its input at the same time: that means "at once".
        shell.toHandle().destroy();
    }

    /** Ends it at once. */
    void kill() {
        try {
            // The shell's watch sees that nobody is there any more.
            shell.getOutputStream().close();
        } catch (IOException gone) {
            shell.destroyForcibly();
        }
    }

    /** The most memory it has had, in bytes; empty where the system does not say. */
    OptionalLong mostMemory() {
        Optional<ProcessHandle> java = shell.children()
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .findFirst();
        if (java.isEmpty()) {
            return OptionalLong.empty();
        }
        Path status = Path.of("/proc", Long.toString(java.get().pid()), "status");
        try (Stream<String> lines = Files.lines(status, StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
