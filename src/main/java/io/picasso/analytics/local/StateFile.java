package io.picasso.analytics.local;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** The text form of a stack's state: a properties file that is there whole or not at all. */
final class StateFile {
    private static final String PORT = "port.";

    private StateFile() {}

    /** Writes the state, and remembers the ports for the next start. */
    static void write(RunningStack stack) throws IOException {
        Properties ports = new Properties();
        stack.endpoints().ports().forEach((service, port) -> ports.setProperty(PORT + service.key(), "" + port));
        replace(stack.folder().ports(), ports);
        Properties all = new Properties();
        all.putAll(ports);
        all.setProperty("pid", "" + stack.pid());
        all.setProperty("started_at", stack.startedAt().toString());
        all.setProperty("storage", stack.storage().key());
        all.setProperty("version", stack.version());
        replace(stack.folder().state(), all);
    }

    /** Reads the state; empty when there is none or it cannot be understood, as after another version wrote it. */
    static Optional<RunningStack> read(StateFolder folder) throws IOException {
        Properties all = load(folder.state());
        try {
            Map<Service, Integer> ports = ports(all);
            Optional<Storage> storage = Storage.find(all.getProperty("storage", ""));
            if (ports.size() < Service.values().length || storage.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new RunningStack(
                    Long.parseLong(all.getProperty("pid", "")),
                    Instant.parse(all.getProperty("started_at", "")),
                    new Endpoints(ports),
                    storage.get(),
                    all.getProperty("version", ""),
                    folder));
        } catch (NumberFormatException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The services that a stack which wrote its state has no port for; none where no state was written. */
    static List<Service> missing(StateFolder folder) throws IOException {
        Properties all = load(folder.state());
        if (all.isEmpty()) {
            return List.of();
        }
        return Arrays.stream(Service.values())
                .filter(service -> !all.containsKey(PORT + service.key()))
                .toList();
    }

    /** The ports the last stack of this folder had; empty when there was none. */
    static Map<Service, Integer> lastPorts(StateFolder folder) throws IOException {
        try {
            return ports(load(folder.ports()));
        } catch (NumberFormatException e) {
            return Map.of();
        }
    }

    /** Writes a properties file beside its place and moves it there. */
    static void replace(Path file, Properties properties) throws IOException {
        StringWriter text = new StringWriter();
        properties.store(text, null);
        Path draft = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".tmp");
        Files.writeString(draft, text.toString());
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Reads a properties file; nothing where there is no file. */
    static Properties load(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            // No file: nothing is known.
            return properties;
        }
        return properties;
    }

    private static Map<Service, Integer> ports(Properties properties) {
        Map<Service, Integer> ports = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            String port = properties.getProperty(PORT + service.key());
            if (port != null) {
                ports.put(service, Integer.valueOf(port));
            }
        }
        return ports;
    }
}
