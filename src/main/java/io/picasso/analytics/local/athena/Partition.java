package io.picasso.analytics.local.athena;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A folder of a table.
 *
 * @param values its value for each partition key
 * @param folder where its objects lie
 */
record Partition(Map<String, String> values, Path folder) {
    /** An object as a plain file, and its size in bytes. */
    record DataFile(Path path, long bytes) {}

    Partition {
        values = new LinkedHashMap<>(values);
    }

    Partition with(String key, String value, Path deeper) {
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(key, value);
        return new Partition(more, deeper);
    }

    /** Its objects; as in Athena those whose names begin with a dot or an underscore are passed over. */
    List<DataFile> files() throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            List<DataFile> files = new java.util.ArrayList<>();
            for (Path file : tree.filter(Files::isRegularFile).sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                if (!name.startsWith(".") && !name.startsWith("_")) {
                    files.add(new DataFile(file, Files.size(file)));
                }
            }
            return files;
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
