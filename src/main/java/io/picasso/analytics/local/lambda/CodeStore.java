package io.picasso.analytics.local.lambda;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** Zips and what was in them: a folder for each hash, with the zip, its contents, and perhaps a class-data archive. */
final class CodeStore {
    private static final long MOST_UNPACKED = 262_144_000;
    private static final int BUFFER = 1 << 16;

    private final Path root;

    CodeStore(Path root) throws IOException {
        this.root = Files.createDirectories(root);
    }

    /** The folder into which a zip was unpacked: Lambda's task root. */
    Path task(Code code) {
        return folder(code).resolve("task");
    }

    /** The zip as it came. */
    Path zip(Code code) {
        return folder(code).resolve("code.zip");
    }

    /** Where a class-data archive of this code for this JVM lies, or should. */
    Path archive(Code code) {
        return folder(code).resolve("java-" + Runtime.version().feature() + ".jsa");
    }

    private Path folder(Code code) {
        return root.resolve(code.key());
    }

    /**
     * Keeps and unpacks a zip.
     *
     * @throws LambdaRefusal when it is none, or too large
     */
    Code add(byte[] zip) throws IOException {
        Code code = new Code(Base64.getEncoder().encodeToString(sha256(zip)), zip.length);
        if (Files.isDirectory(folder(code))) {
            return code;
        }
        Path draft = Files.createTempDirectory(root, "draft");
        try {
            Files.write(draft.resolve("code.zip"), zip);
            unpack(zip, Files.createDirectory(draft.resolve("task")));
            Files.move(draft, folder(code), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | LambdaRefusal e) {
            delete(draft);
            // Somebody else was quicker with the same zip.
            if (!Files.isDirectory(folder(code))) {
                throw e;
            }
        }
        return code;
    }

    /** Deletes every code but those. */
    void retain(Set<Code> used) throws IOException {
        Set<String> keys = used.stream().map(Code::key).collect(Collectors.toSet());
        try (Stream<Path> all = Files.list(root)) {
            for (Path folder : all.toList()) {
                if (!keys.contains(folder.getFileName().toString())) {
                    delete(folder);
                }
            }
        }
    }

    private static void unpack(byte[] zip, Path folder) throws IOException {
        long left = MOST_UNPACKED;
        int entries = 0;
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw unusable();
                }
                entries++;
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(target.getParent());
                left = copy(in, target, left);
            }
        } catch (ZipException | IllegalArgumentException e) {
            throw unusable();
        }
        if (entries == 0) {
            throw unusable();
        }
    }

    private static long copy(ZipInputStream in, Path target, long allowed) throws IOException {
        long left = allowed;
        byte[] buffer = new byte[BUFFER];
        try (var out = Files.newOutputStream(target)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                left -= read;
                if (left < 0) {
                    throw LambdaRefusal.invalid("Unzipped size must be smaller than " + MOST_UNPACKED + " bytes");
                }
                out.write(buffer, 0, read);
            }
        }
        return left;
    }

    private static LambdaRefusal unusable() {
        return LambdaRefusal.invalid(
                "Could not unzip uploaded file. Please check your file, then try to upload again.");
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Deletes a folder and all in it; what is gone already is no matter. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> tree = Files.walk(folder)) {
            all = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
