package io.picasso.analytics.local.lambda;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Lambda's own part of a function's JVM, which is not in the function's zip: the runtime interface client.
 *
 * @param jars its class path
 * @param library its native library. It would unpack that itself, but always to the same place, where one that starts
 *     pulls the file from under another that runs.
 */
record RuntimeClient(List<String> jars, Path library) {
    /** The class that is run. */
    static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    private static final String CLIENT = "aws-lambda-java-runtime-interface-client-";
    private static final List<String> JARS =
            List.of("aws-lambda-java-core-", CLIENT, "aws-lambda-java-serialization-", "utils-lite-");
    private static final String LIBRARY_PROPERTY =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    RuntimeClient {
        jars = List.copyOf(jars);
    }

    /**
     * The client of this installation.
     *
     * @param folder where the library is put; created when it is not there
     * @return empty when a jar of it is not on the class path, or there is none for this system: it exists for Linux only
     */
    static Optional<RuntimeClient> find(Path folder) throws IOException {
        List<String> jars = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(part ->
                        JARS.stream().anyMatch(name -> new File(part).getName().startsWith(name)))
                .map(part -> Path.of(part).toAbsolutePath().toString())
                .toList();
        Optional<String> client = jars.stream()
                .filter(jar -> new File(jar).getName().startsWith(CLIENT))
                .findFirst();
        if (client.isEmpty() || jars.size() < JARS.size() || !isLinux()) {
            return Optional.empty();
        }
        try (ZipFile jar = new ZipFile(client.get())) {
            ZipEntry entry = jar.getEntry("jni/libaws-lambda-jni." + system() + ".so");
            if (entry == null) {
                return Optional.empty();
            }
            Path library = Files.createDirectories(folder).resolve("libaws-lambda-jni.so");
            try (InputStream in = jar.getInputStream(entry)) {
                Files.copy(in, library, StandardCopyOption.REPLACE_EXISTING);
            }
            return Optional.of(new RuntimeClient(jars, library));
        }
    }

    /** The JVM's flag that names the library. */
    String nativeCodeFlag() {
        return "-D" + LIBRARY_PROPERTY + "=" + library;
    }

    private static boolean isLinux() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
    }

    private static String system() {
        boolean arm = System.getProperty("os.arch", "").equals("aarch64");
        boolean musl = Files.exists(Path.of("/lib/ld-musl-" + (arm ? "aarch64" : "x86_64") + ".so.1"));
        return (musl ? "linux_musl-" : "linux-") + (arm ? "aarch_64" : "x86_64");
    }
}
