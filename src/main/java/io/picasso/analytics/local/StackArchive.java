package io.picasso.analytics.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The class-data archive that lets the stack start in half the time. Made in the background by the first stack of an
 * installation; without it, or with one that does not fit, the stack starts all the same.
 */
final class StackArchive {
    private final Path file;

    private StackArchive(Path file) {
        this.file = file;
    }

    /** The archive for this installation and this JVM, whether it is there or not; empty where none can be made. */
    static Optional<StackArchive> of(StackInstallation installation, Map<String, String> variables) throws IOException {
        if (!installation.isArchivable()) {
            return Optional.empty();
        }
        CRC32 key = new CRC32();
        key.update(System.getProperty("java.vm.version").getBytes(StandardCharsets.UTF_8));
        for (Path jar : installation.classPath()) {
            String trait = jar + "|" + Files.size(jar) + "|" + Files.getLastModifiedTime(jar);
            key.update(trait.getBytes(StandardCharsets.UTF_8));
        }
        return Optional.of(new StackArchive(CacheFolder.of(variables)
                .resolve("cds")
                .resolve("stack-%d-%08x.jsa".formatted(Runtime.version().feature(), key.getValue()))));
    }

    /** The file, when it has been made. */
    Optional<Path> present() {
        return Files.isReadable(file) ? Optional.of(file) : Optional.empty();
    }

    /** Where it is to be made. */
    Path file() {
        return file;
    }
}
