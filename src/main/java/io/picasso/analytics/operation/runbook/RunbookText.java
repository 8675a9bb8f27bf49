package io.picasso.analytics.operation.runbook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The written part of the runbook: {@code [name]}, then lines of {@code Look: …}, {@code Act: …}, {@code Undo: …}. */
final class RunbookText {
    private static final String RESOURCE = "runbook.txt";

    private final Map<String, Map<String, String>> sections = new LinkedHashMap<>();

    private RunbookText() {}

    static RunbookText read() {
        try (InputStream in = RunbookText.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not in the program");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RunbookText parse(String text) {
        RunbookText read = new RunbookText();
        Map<String, String> section = new LinkedHashMap<>();
        for (String line : text.split("\n")) {
            if (line.startsWith("[") && line.endsWith("]")) {
                section = new LinkedHashMap<>();
                read.sections.put(line.substring(1, line.length() - 1), section);
            } else if (!line.startsWith("#") && line.contains(": ")) {
                int colon = line.indexOf(": ");
                section.put(line.substring(0, colon), line.substring(colon + 2).strip());
            }
        }
        return read;
    }

    /** A part of a section; empty where nothing is written. */
    Optional<String> find(String section, String part) {
        return Optional.ofNullable(sections.get(section)).map(parts -> parts.get(part));
    }

    /** The names of the sections. */
    java.util.Set<String> names() {
        return sections.keySet();
    }
}
