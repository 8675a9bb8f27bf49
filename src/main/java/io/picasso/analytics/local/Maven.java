package io.picasso.analytics.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The Maven of this machine, used to fetch what must not be shipped. */
final class Maven {
    private static final String COPY_GOAL = "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy";

    private Maven() {}

    /**
     * Copies a jar from the user's Maven repositories into a folder.
     *
     * @return the last line Maven said, whether it succeeded or not; empty when there is no Maven on the PATH
     */
    static Optional<String> copy(PinnedJar jar, Path folder, Map<String, String> variables) throws IOException {
        Optional<Path> maven = Stream.of(variables.getOrDefault("PATH", "").split(java.io.File.pathSeparator))
                .map(place -> Path.of(place, "mvn"))
                .filter(Files::isExecutable)
                .findFirst();
        if (maven.isEmpty()) {
            return Optional.empty();
        }
        Process process = new ProcessBuilder(List.of(
                        maven.get().toString(),
                        "-q",
                        "-B",
                        COPY_GOAL,
                        "-Dartifact=" + jar.coordinates(),
                        "-DoutputDirectory=" + folder))
                // Not in the working directory: a project there would be taken for the one to work on.
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Optional.of(
                said.lines().filter(line -> line.contains("ERROR")).findFirst().orElse("it ended without an error"));
    }
}
