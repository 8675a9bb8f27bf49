package io.picasso.analytics.sample;

import io.picasso.analytics.event.Reading;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.sample.Dialog.Speaker;
import io.picasso.analytics.sample.Dialog.Utterance;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads conversations from text, one JSON object a line. */
public final class Dialogs {
    private Dialogs() {}

    /**
     * Reads all lines; blank ones are skipped.
     *
     * @throws IllegalArgumentException naming the line that is not a conversation
     */
    public static List<Dialog> read(JsonParser parser, Iterable<String> lines) {
        List<Dialog> dialogs = new ArrayList<>();
        int number = 0;
        for (String line : lines) {
            number++;
            if (!line.isBlank()) {
                try {
                    dialogs.add(dialog(object(parse(parser, line))));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException("line " + number + " is not a conversation", e);
                }
            }
        }
        return dialogs;
    }

    private static JsonValue parse(JsonParser parser, String line) {
        Reading<JsonValue> reading = parser.parse(line.getBytes(StandardCharsets.UTF_8));
        if (reading instanceof Reading.Accepted<JsonValue> accepted) {
            return accepted.value();
        }
        throw new IllegalArgumentException("not JSON");
    }

    private static Dialog dialog(JsonObject object) {
        return new Dialog(
                text(object, "conversation_id"),
                text(object, "scenario"),
                array(object, "utterances").stream()
                        .map(value -> utterance(object(value)))
                        .toList());
    }

    private static Utterance utterance(JsonObject object) {
        int index = object.get("index").orElse(JsonValue.JsonNull.NULL) instanceof JsonNumber number
                ? Integer.parseInt(number.text())
                : -1;
        return new Utterance(
                index,
                text(object, "speaker").equals("user") ? Speaker.USER : Speaker.ASSISTANT,
                text(object, "text"),
                array(object, "api_calls").stream()
                        .map(value -> value instanceof JsonString name ? name.value() : "")
                        .toList());
    }

    private static JsonObject object(JsonValue value) {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw new IllegalArgumentException("not an object");
    }

    private static List<JsonValue> array(JsonObject object, String name) {
        if (object.get(name).orElse(JsonValue.JsonNull.NULL) instanceof JsonArray array) {
            return array.elements();
        }
        throw new IllegalArgumentException(name + " is not an array");
    }

    private static String text(JsonObject object, String name) {
        return object.text(name).orElseThrow(() -> new IllegalArgumentException(name + " is not a text"));
    }
}
