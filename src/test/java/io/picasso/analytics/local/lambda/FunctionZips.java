package io.picasso.analytics.local.lambda;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Zips of functions, made from what this JVM has. */
public final class FunctionZips {
    private static final List<String> OURS = List.of(
            "change",
            "event",
            "failure",
            "json",
            "key",
            "metric",
            "progress",
            "resource",
            "session",
            "setting",
            "tenant",
            "port",
            "operation",
            "adapter",
            "wiring",
            "lambda");

    /** The class of the probe. */
    public static final String PROBE_HANDLER = ProbeFunction.class.getName();

    private FunctionZips() {}

    /** {@link ProbeFunction}, in the root of the zip. */
    public static byte[] probe() {
        return zip(FunctionZips::probe);
    }

    /** The same in a jar of the folder {@code lib}. */
    static byte[] probeInJar() {
        byte[] jar = probe();
        return zip(out -> entry(out, "lib/probe.jar", jar));
    }

    private static void probe(ZipOutputStream out) throws IOException {
        String name = ProbeFunction.class.getName().replace('.', '/') + ".class";
        try (InputStream in = ProbeFunction.class.getClassLoader().getResourceAsStream(name)) {
            entry(out, name, in.readAllBytes());
        }
    }

    /**
     * The functions': the pinned libraries, each as its own jar, and our classes. As the distribution's, but not
     * as small.
     */
    public static byte[] processor() {
        return zip(out -> {
            List<String> classPath =
                    List.of(System.getProperty("java.class.path").split(File.pathSeparator));
            for (String pinned : Files.readAllLines(Path.of("lambda-runtime-deps.txt"))) {
                Path jar = classPath.stream()
                        .filter(part -> part.endsWith(File.separator + pinned + ".jar"))
                        .map(Path::of)
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("not on the class path: " + pinned));
                entry(out, "lib/" + pinned + ".jar", Files.readAllBytes(jar));
            }
            Path classes = classes();
            for (String name : OURS) {
                try (Stream<Path> files = Files.walk(classes.resolve("io/picasso/analytics/" + name))) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        entry(out, classes.relativize(file).toString(), Files.readAllBytes(file));
                    }
                }
            }
        });
    }

    private static Path classes() {
        try {
            return Path.of(LambdaServer.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Content {
        void write(ZipOutputStream out) throws IOException;
    }

    private static byte[] zip(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            // Jars are packed already.
            out.setLevel(Deflater.BEST_SPEED);
            content.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void entry(ZipOutputStream out, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(1_700_000_000_000L);
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }
}
