package io.picasso.analytics.local.lambda;

import io.picasso.analytics.local.Endpoints;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The script that runs a function's JVM. It names every variable, so that nothing of the stack's own environment is
 * handed on, and it is written as UTF-8, so that values reach the function as they are whatever the stack's locale.
 */
final class ChildCommand {
    /** In a root with nothing else there is nothing for the class path, and a folder on it would stop the archive. */
    private static final Set<String> NO_CLASSES = Set.of("lib", "LICENSE");

    /**
     * The JVM is killed when nobody holds the other end of the script's input any more: when the stack has closed it, or
     * is gone itself, however it ended. A request to end is passed on.
     */
    private static final String SCRIPT = """
            exec 3<&0
            env -i %s </dev/null 2>&1 3<&- &
            child=$!
            exec 2>/dev/null
            { while read -r line <&3; do :; done; kill -9 $child; } >/dev/null &
            watch=$!
            trap 'kill -15 $child' TERM
            wait $child
            status=$?
            while kill -0 $child; do wait $child; status=$?; done
            kill -9 $watch
            exit $status
            """;

    private ChildCommand() {}

    /**
     * The script.
     *
     * @param client Lambda's own part
     * @param state what is run
     * @param task where its zip was unpacked
     * @param temporary a folder for its temporary files
     * @param flags more flags for the JVM
     * @param more variables of the place: the Runtime API, the log stream, the engines' addresses
     */
    static String script(
            RuntimeClient client,
            FunctionState state,
            Path task,
            Path temporary,
            List<String> flags,
            Map<String, String> more)
            throws IOException {
        List<String> words = new ArrayList<>();
        variables(state, task, temporary, more).forEach((name, value) -> words.add(quoted(name + "=" + value)));
        List<String> java = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        java.add("-Xmx" + state.configuration().memoryMb() + "m");
        java.add("-XX:+UseSerialGC");
        java.add("-XX:TieredStopAtLevel=1");
        java.add("-XX:-UsePerfData");
        java.add("-Xshare:auto");
        // An archive of another JVM is no news for the log.
        java.add("-Xlog:disable");
        java.add("-Dfile.encoding=UTF-8");
        java.add("-XX:ErrorFile=" + temporary.resolve("crash.log"));
        java.add("-Djava.io.tmpdir=" + temporary);
        java.add(client.nativeCodeFlag());
        if (Runtime.version().feature() >= 24) {
            java.add("--enable-native-access=ALL-UNNAMED");
        }
        java.addAll(flags);
        java.addAll(List.of(
                "-cp",
                classPath(client, task),
                RuntimeClient.MAIN,
                state.configuration().handler()));
        java.forEach(word -> words.add(quoted(word)));
        return SCRIPT.formatted(String.join(" ", words));
    }

    private static Map<String, String> variables(
            FunctionState state, Path task, Path temporary, Map<String, String> more) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("PATH", "/usr/local/bin:/usr/bin:/bin");
        variables.put("LC_ALL", "C.UTF-8");
        variables.put("TZ", ":UTC");
        variables.put("TMPDIR", temporary.toString());
        variables.putAll(more);
        variables.putAll(state.configuration().environment());
        // What follows cannot be set by anybody else.
        variables.put("AWS_REGION", Endpoints.REGION);
        variables.put("AWS_DEFAULT_REGION", Endpoints.REGION);
        variables.put("AWS_ACCESS_KEY_ID", Endpoints.KEY);
        variables.put("AWS_SECRET_ACCESS_KEY", Endpoints.KEY);
        variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + state.configuration().runtime());
        variables.put("AWS_LAMBDA_FUNCTION_NAME", state.name());
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        variables.put(
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "" + state.configuration().memoryMb());
        variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + state.name());
        variables.put("LAMBDA_TASK_ROOT", task.toString());
        variables.put("_HANDLER", state.configuration().handler());
        return variables;
    }

    /** Whether there are jars only, so that the JVM can archive their classes. */
    static boolean isArchivable(Path task) throws IOException {
        try (Stream<Path> entries = Files.list(task)) {
            return entries.allMatch(
                    entry -> NO_CLASSES.contains(entry.getFileName().toString()));
        }
    }

    /** The order of Lambda's runtime: its own jars, the zip's root, the jars of its lib by name. */
    private static String classPath(RuntimeClient client, Path task) throws IOException {
        List<String> parts = new ArrayList<>(client.jars());
        if (!isArchivable(task)) {
            parts.add(task.toString());
        }
        Path lib = task.resolve("lib");
        if (Files.isDirectory(lib)) {
            try (Stream<Path> jars = Files.list(lib)) {
                jars.filter(jar -> jar.toString().endsWith(".jar"))
                        .map(Path::toString)
                        .sorted()
                        .forEach(parts::add);
            }
        }
        return String.join(File.pathSeparator, parts);
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /** Writes the script where only its owner can read it: variables may be secrets. */
    static Path write(String script, Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "start", ".sh");
        return Files.write(file, script.getBytes(StandardCharsets.UTF_8));
    }
}
