package io.picasso.analytics.local;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder in which a stack keeps its state, its log and its data. One folder, one stack.
 *
 * @param root the folder itself, absolute; need not exist
 */
public record StateFolder(Path root) {
    /** Where the logs of functions lie in the folder of the engines' data. */
    public static final String FUNCTION_LOGS = "function-logs";

    public StateFolder {
        root = root.toAbsolutePath().normalize();
    }

    /**
     * The folder to use: the one given, else {@code PICASSO_STATE_DIR}, else a folder of its own under {@code
     * XDG_STATE_HOME}, else under {@code ~/.local/state}.
     *
     * @param given what {@code --state-dir} says
     * @param variables the environment of the process
     */
    public static StateFolder resolve(Optional<Path> given, Map<String, String> variables) {
        return new StateFolder(given.or(() -> path(variables, "PICASSO_STATE_DIR"))
                .orElseGet(() -> path(variables, "XDG_STATE_HOME")
                        .orElseGet(() -> home(variables).resolve(".local/state"))
                        .resolve("picasso-analytics/local")));
    }

    /** Says that the folder is a stack's: without it nothing in the folder is ever deleted. */
    private Path mark() {
        return root.resolve("picasso-analytics.stack");
    }

    /**
     * Makes the folder a stack's own, creating it if need be.
     *
     * @throws Failure with {@link FailureCode#FOREIGN_FOLDER} when something else is in it
     */
    void claim() throws IOException {
        Files.createDirectories(root);
        requireOwn();
        if (!Files.exists(mark())) {
            Files.writeString(mark(), "The state of an embedded stack of picasso-analytics lies here.\n");
        }
    }

    /**
     * Makes sure that what is in the folder was put there by stacks.
     *
     * @throws Failure with {@link FailureCode#FOREIGN_FOLDER} when it is not a stack's folder
     */
    void requireOwn() throws IOException {
        try (Stream<Path> content = Files.list(root)) {
            if (content.findAny().isEmpty()) {
                return;
            }
        }
        // Looked for after the content: another command may be making this folder its own, and the mark comes first.
        if (!Files.exists(mark())) {
            throw Failure.of(FailureCode.FOREIGN_FOLDER, "The folder is not a state folder of the embedded stack")
                    .where(root.toString())
                    .why("there are other files in it");
        }
    }

    /** What is known of the running stack; there only while one runs, or after one was killed. */
    Path state() {
        return root.resolve("stack.properties");
    }

    /** Locked by the stack's process for as long as it lives; holds its process id. */
    Path lock() {
        return root.resolve("stack.lock");
    }

    /** Locked by a command while it starts or stops a stack. */
    Path turn() {
        return root.resolve("turn.lock");
    }

    /** The ports of the last stack, so that the next one answers at the same addresses where it can. */
    Path ports() {
        return root.resolve("ports.properties");
    }

    /** What the stack's process wrote to its output and error streams since it was started. */
    public Path log() {
        return root.resolve("stack.log");
    }

    /** The log of the stack before. */
    Path previousLog() {
        return root.resolve("stack.log.1");
    }

    /**
     * What a function of the stack has logged: lines of {@code TIME TEXT}, those that it printed and Lambda's own. Kept as
     * long as the folder, whatever the storage; what was before lies beside it with {@code .1} at the end.
     *
     * @param function the function's name
     */
    public Path functionLog(String function) {
        return data().resolve(FUNCTION_LOGS).resolve(function + ".log");
    }

    /** The engines' data, one folder for each service. */
    public Path data() {
        return root.resolve("data");
    }

    /** Where the engines unpack their native code; emptied by each new stack. */
    Path scratch() {
        return root.resolve("tmp");
    }

    /** Where a process that could not start leaves its reason. */
    Path failure(long pid) {
        return root.resolve("failure-" + pid + ".properties");
    }

    /** The storage a stack gets that was not told otherwise: tables stay on disk once they are there. */
    Storage usualStorage() {
        return Files.isDirectory(data().resolve(Service.DYNAMODB.key())) ? Storage.PERSISTENT : Storage.STANDARD;
    }

    /** Deletes what stacks have put into the folder; nothing else that may lie there. */
    void wipe() throws IOException {
        deleteTree(data());
        deleteTree(scratch());
        for (Path file : new Path[] {state(), ports(), log(), previousLog()}) {
            Files.deleteIfExists(file);
        }
    }

    /** Leaves an empty scratch folder, whatever a killed stack had in it. */
    void clearScratch() throws IOException {
        deleteTree(scratch());
        Files.createDirectories(scratch());
    }

    private static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
            }
        }
    }

    private static Optional<Path> path(Map<String, String> variables, String name) {
        return Optional.ofNullable(variables.get(name))
                .filter(v -> !v.isBlank())
                .map(Path::of);
    }

    private static Path home(Map<String, String> variables) {
        return path(variables, "HOME").orElseGet(() -> Path.of(System.getProperty("user.home", ".")));
    }
}
