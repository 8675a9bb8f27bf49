package io.picasso.analytics.local.events;

import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.port.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The rules, kept in a file that is there whole or not at all. */
final class Rules {
    private final Path file;
    private final TreeMap<String, Rule> all = new TreeMap<>();

    /** Goes on with what is in the file. */
    Rules(Path file, JsonParser parser) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            JsonValue read = parser.parse(Files.readAllBytes(file)).either(value -> value, (reason, detail) -> {
                throw new IllegalStateException(file + " is not what the stack has written: " + detail);
            });
            JsonObject document = read instanceof JsonObject object ? object : JsonObject.EMPTY;
            Rule.objects(document, "rules").stream().map(Rule::read).forEach(rule -> all.put(rule.name(), rule));
        }
    }

    synchronized List<Rule> all() {
        return List.copyOf(all.values());
    }

    synchronized Optional<Rule> find(String name) {
        return Optional.ofNullable(all.get(name));
    }

    synchronized void put(Rule rule) {
        all.put(rule.name(), rule);
        save();
    }

    synchronized void delete(String name) {
        all.remove(name);
        save();
    }

    private void save() {
        JsonObject document = new JsonMembers()
                .put("rules", all.values().stream().map(Rule::kept).toList())
                .object();
        try {
            Path draft = Files.createTempFile(file.getParent(), "rules", ".tmp");
            Files.write(draft, JsonText.compact(document).getBytes(StandardCharsets.UTF_8));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
