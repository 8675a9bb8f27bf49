package io.picasso.analytics.sample;

import io.picasso.analytics.adapter.json.JacksonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** The 3,710 real conversations that tests run over. */
public final class TaskmasterDialogs {
    private static final String RESOURCE = "/taskmaster-4/dialogs.ndjson.gz";

    private TaskmasterDialogs() {}

    /** All of them, in the order of the file. */
    public static List<Dialog> all() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Objects.requireNonNull(TaskmasterDialogs.class.getResourceAsStream(RESOURCE))),
                StandardCharsets.UTF_8))) {
            return Dialogs.read(new JacksonParser(), reader.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
