package io.picasso.analytics.local;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The files a stack's process is made of.
 *
 * @param classPath its class path, in a fixed order
 * @param dynamoDbParts the jars of DynamoDB Local's class loader; empty where it is on the class path
 */
record StackInstallation(List<Path> classPath, List<Path> dynamoDbParts) {
    private static final String STACK_FOLDER = "lib-local";

    StackInstallation {
        classPath = List.copyOf(classPath);
        dynamoDbParts = List.copyOf(dynamoDbParts);
    }

    /**
     * The installation this code was loaded from: a distribution, else whatever class path this process has.
     *
     * @param progress told when a part has to be fetched
     */
    static StackInstallation find(Map<String, String> variables, Consumer<String> progress) throws IOException {
        Path own = ownLocation();
        Path stackFolder = own.resolveSibling("..").resolve(STACK_FOLDER).normalize();
        if (!Files.isRegularFile(own) || !Files.isDirectory(stackFolder)) {
            return new StackInstallation(
                    Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                            .map(entry -> Path.of(entry).toAbsolutePath())
                            .toList(),
                    List.of());
        }
        List<Path> classPath = new ArrayList<>(List.of(own));
        classPath.addAll(jarsIn(stackFolder));
        return new StackInstallation(classPath, new DynamoDbLocalParts(stackFolder, variables).find(progress));
    }

    /** Whether it is made of jars only, so that the JVM can archive its classes. */
    boolean isArchivable() {
        return !dynamoDbParts.isEmpty();
    }

    private static Path ownLocation() {
        try {
            return Path.of(StackInstallation.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("this class was loaded from no file", e);
        }
    }

    private static List<Path> jarsIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }
}
