package io.picasso.analytics.local;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The command line of the stack's JVM. */
public final class StackCommand {
    /** The system property that names the jars for DynamoDB Local's class loader. */
    public static final String DYNAMODB_PARTS = "picasso.local.dynamodb";

    private static final String MAIN = "io.picasso.analytics.local.engine.StackProcess";

    /**
     * The process takes it only when it needs it. DynamoDB Local holds all that is left of a range in memory while it
     * answers for one page, and a stack that ends for want of memory takes what it held with it.
     */
    private static final String HEAP = "-Xmx1g";

    private StackCommand() {}

    /**
     * The command that runs the stack.
     *
     * @param archive a class-data archive to use; empty: none
     */
    static List<String> run(
            StackInstallation installation, StateFolder folder, StartRequest request, Optional<Path> archive) {
        Storage storage = request.storage().orElseGet(folder::usualStorage);
        List<String> command = jvm(installation);
        command.add("-Djava.io.tmpdir=" + folder.scratch());
        archive.ifPresent(file -> command.add("-XX:SharedArchiveFile=" + file));
        command.add(MAIN);
        command.add(folder.root().toString());
        command.add(storage.key());
        request.ports().forEach((service, port) -> command.add(service.key() + "=" + port));
        return command;
    }

    /** The command that starts a stack in memory, exercises it, and leaves an archive of the classes it used. */
    static List<String> rehearse(StackInstallation installation, Path archive) {
        List<String> command = jvm(installation);
        command.add("-XX:ArchiveClassesAtExit=" + archive);
        command.add("io.picasso.analytics.local.engine.StackRehearsal");
        return command;
    }

    private static List<String> jvm(StackInstallation installation) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(HEAP);
        command.add("-Xms24m");
        // The collector's smallest would be full, and stop all calls, ten times a second.
        command.add("-XX:NewSize=64m");
        command.add("-Xss512k");
        command.add("-XX:+UseSerialGC");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-Xshare:auto");
        // A missing or outdated archive is no news for the log.
        command.add("-Xlog:disable");
        int java = Runtime.version().feature();
        if (java >= 24) {
            // Not --enable-native-access: with it the JVM uses only half of a class-data archive.
            command.add("--illegal-native-access=allow");
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.add("-Djava.awt.headless=true");
        // Else each answer of the JDK's HTTP server waits for the client's acknowledgement.
        command.add("-Dsun.net.httpserver.nodelay=true");
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        command.add("-Dorg.slf4j.simpleLogger.showDateTime=true");
        // The process has a shutdown hook of its own for everything.
        command.add("-Dpekko.coordinated-shutdown.run-by-jvm-shutdown-hook=off");
        command.add("-D" + DYNAMODB_PARTS + "=" + joined(installation.dynamoDbParts()));
        command.add("-cp");
        command.add(joined(installation.classPath()));
        return command;
    }

    private static String joined(List<Path> paths) {
        return paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
