package io.picasso.analytics.local.lambda;

import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.port.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The file in which functions, mappings, addresses and policies are kept; there whole or not at all.
 *
 * @param functions each as {@code GetFunctionConfiguration} gives it
 * @param mappings each as {@code GetEventSourceMapping} gives it
 * @param addresses each as {@code GetFunctionUrlConfig} gives it
 * @param policies each as {@link Policies} keeps it
 */
record StateDocument(
        List<JsonObject> functions, List<JsonObject> mappings, List<JsonObject> addresses, List<JsonObject> policies) {
    static StateDocument read(Path file, JsonParser parser) throws IOException {
        if (!Files.exists(file)) {
            return new StateDocument(List.of(), List.of(), List.of(), List.of());
        }
        JsonValue read = parser.parse(Files.readAllBytes(file)).either(value -> value, (reason, detail) -> {
            throw new IllegalStateException(file + " is not what the stack has written: " + detail);
        });
        JsonObject document = read instanceof JsonObject object ? object : JsonObject.EMPTY;
        return new StateDocument(
                Fields.objects(document, "functions"),
                Fields.objects(document, "mappings"),
                Fields.objects(document, "addresses"),
                Fields.objects(document, "policies"));
    }

    void write(Path file) throws IOException {
        JsonObject document = new Fields()
                .put("functions", functions)
                .put("mappings", mappings)
                .put("addresses", addresses)
                .put("policies", policies)
                .object();
        // Owner only, as a temporary file is: variables may be secrets.
        Path draft = Files.createTempFile(file.getParent(), "state", ".tmp");
        Files.write(draft, JsonText.compact(document).getBytes(StandardCharsets.UTF_8));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
