package io.picasso.analytics.adapter.file;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the configuration file is looked for. */
public final class ConfigurationFile {
    /** The name of the file in the working directory and in the user's configuration folder. */
    public static final String NAME = "picasso-analytics.yaml";

    /** The variable that names a file. */
    public static final String VARIABLE = "PICASSO_CONFIG";

    private ConfigurationFile() {}

    /**
     * The file that is named by the flag or the variable, else the first that is there: in the working directory, then in
     * the user's configuration folder. Empty where nothing is named and nothing is there.
     *
     * @throws Failure when a named file is not there
     */
    public static Optional<Path> find(Optional<Path> flag, Map<String, String> variables, Path workingDirectory) {
        Optional<Path> named = flag.or(() -> variable(variables, VARIABLE).map(Path::of));
        if (named.isPresent()) {
            Path file = workingDirectory.resolve(named.get());
            if (!Files.exists(file)) {
                throw Failure.of(FailureCode.BAD_CONFIGURATION, "The configuration file is not there")
                        .where(file + (flag.isPresent() ? " (--config)" : " (" + VARIABLE + ")"))
                        .next("Write one with 'picasso-analytics config init'.");
            }
            return Optional.of(file);
        }
        Path folder = variable(variables, "XDG_CONFIG_HOME")
                .map(Path::of)
                .or(() -> variable(variables, "HOME").map(home -> Path.of(home, ".config")))
                .map(config -> config.resolve("picasso-analytics"))
                .orElse(workingDirectory);
        return Stream.of(workingDirectory.resolve(NAME), folder.resolve(NAME))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /**
     * Writes a file, with the folders above it.
     *
     * @throws Failure when a file is there already and may not be replaced, or when it cannot be written
     */
    public static void write(Path file, String text, boolean replace) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(
                    file,
                    text,
                    StandardOpenOption.WRITE,
                    replace ? StandardOpenOption.CREATE : StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.TRUNCATE_EXISTING);
        } catch (FileAlreadyExistsException e) {
            throw Failure.of(FailureCode.CONFIRMATION_NEEDED, "The configuration file is there already")
                    .where(file.toString())
                    .next("Give --force to replace it, or --config FILE to write another.")
                    .cause(e);
        } catch (IOException e) {
            throw Failure.of(FailureCode.BAD_CONFIGURATION, "The configuration file cannot be written")
                    .where(file.toString())
                    .why(e.getClass().getSimpleName() + ": " + e.getMessage())
                    .cause(e);
        }
    }

    private static Optional<String> variable(Map<String, String> variables, String name) {
        return Optional.ofNullable(variables.get(name)).filter(text -> !text.isEmpty());
    }
}
