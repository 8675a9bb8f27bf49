package io.picasso.analytics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whole outputs that are kept as files, because programs or people depend on them. */
final class Golden {
    private static final boolean UPDATE = Boolean.getBoolean("update.golden");
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private Golden() {}

    /** The text is that of the file; with {@code -Dupdate.golden=true} the file becomes it. */
    static void matches(String name, String text) {
        Path file = FOLDER.resolve(name);
        try {
            if (UPDATE) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, text);
            }
            assertThat(text)
                    .as(file + "; run with -Dupdate.golden=true if it is meant to change")
                    .isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new AssertionError("cannot read " + file, e);
        }
    }
}
