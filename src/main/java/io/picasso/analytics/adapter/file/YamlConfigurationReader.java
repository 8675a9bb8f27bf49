package io.picasso.analytics.adapter.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.setting.ConfigurationEntry;
import io.picasso.analytics.setting.ConfigurationEntry.Form;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads a YAML file into entries that know their line. What they mean is not its business. */
public final class YamlConfigurationReader {
    private static final Pattern PLACE = Pattern.compile("line (\\d+), column \\d+");
    private static final long LARGEST_FILE_BYTES = 1 << 20;

    private final String name;
    private final YAMLParser parser;
    private final List<ConfigurationEntry> entries = new ArrayList<>();

    private YamlConfigurationReader(String name, YAMLParser parser) {
        this.name = name;
        this.parser = parser;
    }

    /**
     * The entries of a file, in its order, each after its parent; none for an empty file.
     *
     * @param name how the file is called in messages
     * @throws Failure when the file cannot be read or is not YAML, with the line
     */
    public static List<ConfigurationEntry> read(Path file, String name) {
        String text = text(file, name);
        try (YAMLParser parser = new YAMLFactory().createParser(text)) {
            YamlConfigurationReader reader = new YamlConfigurationReader(name, parser);
            JsonToken first = parser.nextToken();
            if (first != null) {
                reader.value(first, List.of(), 1);
                if (parser.nextToken() != null) {
                    throw reader.wrong("The file holds more than one document", "Keep one; remove the '---' line.");
                }
            }
            return reader.entries;
        } catch (JsonProcessingException e) {
            throw notYaml(e, text, name);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private void value(JsonToken token, List<String> path, int line) throws IOException {
        if (parser.isCurrentAlias()) {
            throw wrong("Anchors and aliases are not read", "Write the value out in both places.");
        }
        switch (token) {
            case START_OBJECT -> mapping(path, line);
            case START_ARRAY -> {
                add(path, Form.LIST, "", line);
                parser.skipChildren();
            }
            case VALUE_NULL -> add(path, Form.NOTHING, "", line);
            default -> add(path, Form.SCALAR, parser.getText(), line);
        }
    }

    private void mapping(List<String> path, int line) throws IOException {
        add(path, Form.MAPPING, "", line);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            List<String> child = new ArrayList<>(path);
            child.add(parser.currentName());
            int keyLine = parser.currentTokenLocation().getLineNr();
            value(parser.nextToken(), List.copyOf(child), keyLine);
        }
    }

    private void add(List<String> path, Form form, String text, int line) {
        entries.add(new ConfigurationEntry(path, form, text, name, line));
    }

    private Failure wrong(String what, String next) {
        return Failure.of(FailureCode.BAD_CONFIGURATION, what)
                .where(name + ":" + parser.currentTokenLocation().getLineNr())
                .next(next);
    }

    private static Failure notYaml(JsonProcessingException e, String text, String name) {
        int line = lineOf(e);
        boolean tab = text.lines().skip(line - 1L).findFirst().orElse("").indexOf('\t') >= 0;
        return Failure.of(
                        FailureCode.BAD_CONFIGURATION, tab ? "A tab stands where YAML wants spaces" : "Not valid YAML")
                .where(name + ":" + line)
                .why(reasonOf(e))
                .next(
                        tab
                                ? "Indent with spaces."
                                : "Mend the line; 'picasso-analytics config init' writes a right file.")
                .cause(e);
    }

    /** The parser's message names first where it was, then where it failed; its location is only the former. */
    private static int lineOf(JsonProcessingException e) {
        int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
        Matcher places = PLACE.matcher(e.getOriginalMessage());
        while (places.find()) {
            line = Integer.parseInt(places.group(1));
        }
        return Math.max(1, line);
    }

    private static String reasonOf(JsonProcessingException e) {
        return e.getOriginalMessage()
                .lines()
                .filter(part -> !part.isBlank() && !part.startsWith(" "))
                .collect(Collectors.joining(", "));
    }

    private static String text(Path file, String name) {
        try {
            if (Files.size(file) > LARGEST_FILE_BYTES) {
                throw Failure.of(FailureCode.BAD_CONFIGURATION, "The configuration file is larger than 1 MiB")
                        .where(name);
            }
            byte[] bytes = Files.readAllBytes(file);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Failure.of(FailureCode.BAD_CONFIGURATION, "The configuration file is not UTF-8")
                    .where(name)
                    .cause(e);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static Failure unreadable(String name, IOException e) {
        return Failure.of(FailureCode.BAD_CONFIGURATION, "The configuration file cannot be read")
                .where(name)
                .why(e.getClass().getSimpleName() + ": " + e.getMessage())
                .cause(e);
    }
}
