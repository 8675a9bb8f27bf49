package io.picasso.analytics.adapter.file;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.SecretSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;

/**
 * A secret in a file that only its owner can read. A file that others can read is refused: what is in it may be known.
 *
 * @param path of the file
 * @param made whether a random secret is made where there is no file
 */
public record KeyFile(Path path, boolean made) implements SecretSource {
    private static final int RANDOM_BYTES = 32;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    @Override
    public String read() {
        try {
            if (made && Files.notExists(path)) {
                make();
            }
            requireOwn();
            return Files.readString(path).strip();
        } catch (NoSuchFileException e) {
            throw Failure.of(FailureCode.RESOURCE_MISSING, "There is no key file")
                    .where(path.toString())
                    .next("Check the setting, or write a key of 32 or more random bytes there, readable by you alone.");
        } catch (IOException e) {
            throw Failure.of(FailureCode.UNUSABLE_FILE, "The key file cannot be read or made")
                    .where(path.toString())
                    .why(e.getClass().getSimpleName())
                    .cause(e);
        }
    }

    /** Whole or not at all: another process that makes one at the same moment finds ours, or we find its. */
    private void make() throws IOException {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        Path folder = path.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path unfinished = Files.createTempFile(folder, "key", ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try {
            Files.writeString(
                    unfinished,
                    HexFormat.of().formatHex(random) + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.WRITE);
            Files.createLink(path, unfinished);
        } catch (FileAlreadyExistsException somebodyWasFaster) {
            // Theirs is the key.
        } catch (UnsupportedOperationException withoutLinks) {
            Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private void requireOwn() throws IOException {
        Set<PosixFilePermission> found = Files.getPosixFilePermissions(path);
        if (!OWNER_ONLY.containsAll(found)) {
            throw Failure.of(FailureCode.UNUSABLE_FILE, "The key file can be read by others")
                    .where(path.toString())
                    .why("its rights are " + PosixFilePermissions.toString(found) + "; what is in it may be known")
                    .next(
                            "Delete it, so that a new key is made; or run 'chmod 600' on it if you know that it is safe.");
        }
    }

    @Override
    public String name() {
        return "key file " + path;
    }
}
