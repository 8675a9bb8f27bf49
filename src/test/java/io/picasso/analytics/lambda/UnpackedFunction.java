package io.picasso.analytics.lambda;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A function's archive, unpacked as Lambda does it, and run by the real runtime interface client in a JVM of its own.
 *
 * @param root where it was unpacked
 */
public record UnpackedFunction(Path root) {
    /** As Lambda starts Java: the hooks of a snapshot are its runtime's own. */
    public static final String CRAC = "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac";

    private static final String HANDLER = EventProcessorHandler.class.getName() + "::handleRequest";
    private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    /** Unpacks an archive into a new folder. */
    public static UnpackedFunction of(Path zip, Path folder) throws IOException {
        try (InputStream file = Files.newInputStream(zip);
                ZipInputStream in = new ZipInputStream(file)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(in, target);
                }
            }
        }
        return new UnpackedFunction(folder);
    }

    /** The class path of Lambda's runtime: its client, the archive's root, and its jars. */
    public String classPath() throws IOException {
        List<String> parts = new ArrayList<>();
        // The platform's own part: the client is not in the archive.
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (part.contains("aws-lambda-java-runtime-interface-client")
                    || part.contains("aws-lambda-java-serialization")) {
                parts.add(part);
            }
        }
        try (Stream<Path> jars = Files.list(root.resolve("lib"))) {
            jars.map(Path::toString).sorted().forEach(parts::add);
        }
        return String.join(File.pathSeparator, parts);
    }

    /**
     * Starts the function.
     *
     * @param command what stands before the JVM's own flags: the java, and what it is run by
     * @param variables the function's variables; nothing of this process's environment is handed on
     * @param log takes what it prints
     */
    public Process start(
            List<String> command, List<String> flags, String runtimeApi, Map<String, String> variables, Path log)
            throws IOException {
        return start(HANDLER, command, flags, runtimeApi, variables, log);
    }

    /** The same with another of the archive's handlers. */
    Process start(
            String handler,
            List<String> command,
            List<String> flags,
            String runtimeApi,
            Map<String, String> variables,
            Path log)
            throws IOException {
        List<String> line = new ArrayList<>(command);
        line.addAll(flags);
        if (Runtime.version().feature() >= 24) {
            // The client's own native code is no news for the function's log.
            line.add("--illegal-native-access=allow");
        }
        line.addAll(List.of("-cp", classPath(), CLIENT, handler));
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(variables);
        builder.environment()
                .putAll(Map.of(
                        "AWS_LAMBDA_RUNTIME_API",
                        runtimeApi,
                        "_HANDLER",
                        handler,
                        "LAMBDA_TASK_ROOT",
                        root.toString(),
                        "AWS_LAMBDA_FUNCTION_VERSION",
                        "$LATEST",
                        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                        "512",
                        "AWS_LAMBDA_LOG_GROUP_NAME",
                        "/aws/lambda/" + TestedFunction.NAME,
                        "AWS_LAMBDA_LOG_STREAM_NAME",
                        "local"));
        return builder.start();
    }

    /** The java this process runs on. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
