package io.picasso.analytics.local.athena;

import io.picasso.analytics.local.athena.Table.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which partitions a table has by its projection properties. As in AWS a folder whose values are not projected is not
 * there, and a table without projection has none, since nothing adds partitions to this catalog.
 */
final class Projection {
    private static final String ENABLED = "projection.enabled";
    private static final String TEMPLATE = "storage.location.template";
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

    private final Table table;
    private final Map<String, ProjectedKey> keys = new LinkedHashMap<>();

    private Projection(Table table) {
        this.table = table;
        for (Column key : table.partitionKeys()) {
            keys.put(key.name(), ProjectedKey.of(key.name(), table.properties()));
        }
    }

    /** Refuses a table whose projection cannot be understood; what AWS would find out at the first query. */
    static void check(Table table) {
        S3Location.of(table.location());
        if (isOn(table)) {
            new Projection(table).segments();
        }
    }

    /**
     * The table's partitions that have a folder.
     *
     * @param s3 the folder with a folder for each bucket
     */
    static List<Partition> partitions(Table table, Path s3) throws IOException {
        if (!isOn(table)) {
            return List.of();
        }
        Projection projection = new Projection(table);
        List<Partition> found = List.of(new Partition(Map.of(), s3));
        for (String segment : projection.segments()) {
            List<Partition> deeper = new ArrayList<>();
            for (Partition partition : found) {
                projection.enter(partition, segment, deeper);
            }
            found = deeper;
        }
        return found;
    }

    private static boolean isOn(Table table) {
        return "true".equalsIgnoreCase(table.properties().get(ENABLED));
    }

    /** The bucket and the folders below it, each with at most one variable. */
    private List<String> segments() {
        String template = table.properties()
                .getOrDefault(
                        TEMPLATE,
                        table.location()
                                + keys.keySet().stream()
                                        .map(key -> key + "=${" + key + "}/")
                                        .collect(java.util.stream.Collectors.joining()));
        S3Location location = S3Location.of(template);
        List<String> segments = new ArrayList<>(List.of(location.bucket()));
        for (String segment : location.key().split("/")) {
            if (!segment.isEmpty()) {
                segments.add(segment);
            }
        }
        for (String key : keys.keySet()) {
            // Read back out of the path, so it has to stand there with its name.
            if (!segments.contains(key + "=${" + key + "}")) {
                throw AthenaRefusal.invalid(TEMPLATE + " must have a folder " + key + "=${" + key + "} here");
            }
        }
        return segments;
    }

    private void enter(Partition partition, String segment, List<Partition> deeper) throws IOException {
        Matcher variable = VARIABLE.matcher(segment);
        if (!variable.find()) {
            Path folder = partition.folder().resolve(segment);
            if (Files.isDirectory(folder)) {
                deeper.add(new Partition(partition.values(), folder));
            }
            return;
        }
        ProjectedKey key = keys.get(variable.group(1));
        if (key == null) {
            throw AthenaRefusal.invalid(TEMPLATE + " names " + variable.group(1) + ", which is no partition key");
        }
        String before = segment.substring(0, variable.start());
        String after = segment.substring(variable.end());
        try (Stream<Path> folders = Files.list(partition.folder())) {
            for (Path folder : folders.sorted().toList()) {
                String name = String.valueOf(folder.getFileName());
                if (name.startsWith(before) && name.endsWith(after) && Files.isDirectory(folder)) {
                    key.read(name.substring(before.length(), name.length() - after.length()))
                            .ifPresent(value -> deeper.add(partition.with(variable.group(1), value, folder)));
                }
            }
        }
    }
}
