package io.picasso.analytics.local;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Finds the jars of DynamoDB Local on this machine. Its licence forbids shipping it, so it lies in the local Maven
 * repository or in the user's cache, where Maven puts it when it is missing.
 */
final class DynamoDbLocalParts {
    /** Names the jars of a distribution that was built here; never part of an archive. */
    static final String CLASS_PATH_FILE = "dynamodb-local.classpath";

    private final Path stackFolder;
    private final Path cache;
    private final Path mavenRepository;
    private final Map<String, String> variables;

    /**
     * @param stackFolder the folder of the distribution with the stack's jars
     * @param variables the environment of the process
     */
    DynamoDbLocalParts(Path stackFolder, Map<String, String> variables) {
        this.stackFolder = stackFolder;
        this.cache = CacheFolder.of(variables).resolve("dynamodb-local-" + PinnedJar.DYNAMODB_LOCAL.version());
        this.mavenRepository =
                Path.of(variables.getOrDefault("HOME", System.getProperty("user.home", ".")), ".m2", "repository");
        this.variables = variables;
    }

    /**
     * The jars, each checked against its known content.
     *
     * @param progress told before anything is fetched
     * @throws Failure with {@link FailureCode#STACK_PART_MISSING} when one is nowhere and cannot be fetched
     */
    List<Path> find(Consumer<String> progress) throws IOException {
        List<Path> found = new ArrayList<>();
        for (PinnedJar jar : PinnedJar.values()) {
            Optional<Path> path = present(jar);
            found.add(path.isPresent() ? path.get() : fetch(jar, progress));
        }
        return found;
    }

    private Optional<Path> present(PinnedJar jar) throws IOException {
        List<Path> places = new ArrayList<>();
        Path classPath = stackFolder.resolve(CLASS_PATH_FILE);
        if (Files.exists(classPath)) {
            Stream.of(Files.readString(classPath).trim().split(File.pathSeparator))
                    .map(Path::of)
                    .filter(path -> path.endsWith(jar.fileName()))
                    .forEach(places::add);
        }
        places.add(cache.resolve(jar.fileName()));
        places.add(mavenRepository.resolve(jar.repositoryPath()));
        for (Path place : places) {
            if (jar.isAt(place)) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }

    private Path fetch(PinnedJar jar, Consumer<String> progress) throws IOException {
        progress.accept("fetching " + jar.fileName() + " (" + jar.kilobytes() + " kB, " + jar.licence()
                + ") with Maven into " + cache);
        Files.createDirectories(cache);
        Path scratch = Files.createTempDirectory(cache, "fetch");
        try {
            Failure missing = Failure.of(FailureCode.STACK_PART_MISSING, jar.fileName() + " is not on this machine")
                    .where(cache.toString());
            String report = Maven.copy(jar, scratch, variables)
                    .orElseThrow(() -> missing.why("Maven (mvn) is not on the PATH, and only Maven can fetch it."));
            Path fetched = scratch.resolve(jar.fileName());
            if (!Files.exists(fetched)) {
                throw missing.why("Maven could not fetch it: " + report);
            }
            if (!jar.isAt(fetched)) {
                throw missing.why("What Maven fetched is not what it must be: its SHA-256 is wrong.");
            }
            return Files.move(
                    fetched,
                    cache.resolve(jar.fileName()),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            try (Stream<Path> rest = Files.walk(scratch)) {
                for (Path path : rest.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
