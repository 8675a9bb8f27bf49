package io.picasso.analytics.adapter.file;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.resource.FunctionCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The zip that functions are made of.
 *
 * @param file where it lies
 * @param code its bytes and their hash as Lambda gives it
 * @param sha256 the same hash in hexadecimal digits
 * @param entries what is in it, in its own order
 */
public record FunctionPackage(Path file, FunctionCode code, String sha256, List<Entry> entries) {
    /** The most bytes that Lambda takes in a request. */
    public static final long LARGEST = 50L * 1024 * 1024;

    /**
     * A file in the zip.
     *
     * @param bytes its size when it is unpacked
     */
    public record Entry(String name, long bytes) {}

    public FunctionPackage {
        entries = List.copyOf(entries);
    }

    /**
     * Reads a zip and checks it.
     *
     * @param handlers the classes that must be in it, by themselves or in one of the jars of its {@code lib}
     * @throws Failure UNREADABLE_INPUT when it is not there, no zip, too large, or lacks a handler
     */
    public static FunctionPackage read(Path file, List<String> handlers) {
        byte[] zip = bytes(file);
        List<Entry> entries = new ArrayList<>();
        Set<String> missing = handlers.stream()
                .map(handler -> handler.replace('.', '/') + ".class")
                .collect(Collectors.toCollection(TreeSet::new));
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.isDirectory()) {
                    continue;
                }
                byte[] content = in.readAllBytes();
                entries.add(new Entry(entry.getName(), content.length));
                missing.remove(entry.getName());
                if (!missing.isEmpty() && entry.getName().matches("lib/[^/]+\\.jar")) {
                    missing.removeAll(names(new ByteArrayInputStream(content)));
                }
            }
        } catch (IOException e) {
            throw unusable(file, "it is no zip: " + e.getMessage());
        }
        if (entries.isEmpty()) {
            throw unusable(file, "it is no zip, or an empty one");
        }
        if (!missing.isEmpty()) {
            throw unusable(
                    file,
                    missing.stream()
                                    .map(name -> name.replace('/', '.').replace(".class", ""))
                                    .collect(Collectors.joining(" and "))
                            + (missing.size() == 1 ? ", a handler, is not in it" : ", handlers, are not in it"));
        }
        byte[] hash = sha256(zip);
        return new FunctionPackage(
                file,
                new FunctionCode(zip, Base64.getEncoder().encodeToString(hash)),
                HexFormat.of().formatHex(hash),
                entries);
    }

    /** The size of the zip. */
    public long bytes() {
        return code.zip().length;
    }

    private static byte[] bytes(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw unusable(file, Files.isDirectory(file) ? "it is a folder, not a zip" : "there is no such file");
            }
            if (Files.size(file) > LARGEST) {
                throw unusable(file, "it has " + Files.size(file) + " bytes; Lambda takes " + LARGEST);
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw unusable(file, String.valueOf(e.getMessage()));
        }
    }

    private static Set<String> names(InputStream jar) throws IOException {
        Set<String> names = new HashSet<>();
        try (ZipInputStream in = new ZipInputStream(jar)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static Failure unusable(Path file, String why) {
        return Failure.of(FailureCode.UNREADABLE_INPUT, "The package of the functions cannot be used")
                .where(file.toString())
                .why(why)
                .next(
                        "It is part of the distribution, as lambda/picasso-analytics-lambda.zip beside lib; or name another"
                                + " with --zip.");
    }
}
