package io.picasso.analytics.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a process that outlives this one and its terminal. */
final class DetachedProcess {
    /** A session of its own where the system can; else at least deaf to the terminal's signals. */
    private static final String SCRIPT =
            "trap '' HUP INT; if command -v setsid >/dev/null 2>&1; then exec setsid \"$@\"; fi; exec \"$@\"";

    private DetachedProcess() {}

    /** Starts the command with its output in a file and nothing to read. The shell becomes the command: one pid. */
    static Process start(List<String> command, Path folder, Path output) throws IOException {
        List<String> all = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "sh"));
        all.addAll(command);
        return new ProcessBuilder(all)
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .redirectErrorStream(true)
                .start();
    }
}
