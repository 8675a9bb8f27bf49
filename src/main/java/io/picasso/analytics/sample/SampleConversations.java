package io.picasso.analytics.sample;

import io.picasso.analytics.port.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The conversations that come with the program. */
public final class SampleConversations {
    private static final String RESOURCE = "conversations.ndjson";

    private SampleConversations() {}

    /** All of them, always in the same order. */
    public static List<Dialog> load(JsonParser parser) {
        try (InputStream in = SampleConversations.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the program was built without its resource " + RESOURCE);
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return Dialogs.read(parser, reader.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
