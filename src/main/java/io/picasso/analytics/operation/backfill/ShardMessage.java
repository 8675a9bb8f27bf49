package io.picasso.analytics.operation.backfill;

import io.picasso.analytics.event.Reading;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import io.picasso.analytics.port.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A shard of a run that is to be worked on, as it goes over the queue. Everything else stands in the bucket. */
public record ShardMessage(String run, String shard) {
    private static final JsonNumber VERSION = new JsonNumber("1");

    /** As it is sent. */
    String text() {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("version", VERSION);
        members.put("run", new JsonString(run));
        members.put("shard", new JsonString(shard));
        return JsonText.compact(new JsonObject(members));
    }

    /** Reads {@link #text}; empty when it is none, or of a version that is not known. */
    public static Optional<ShardMessage> parse(String text, JsonParser parser) {
        return parser.parse(text.getBytes(StandardCharsets.UTF_8)) instanceof Reading.Accepted<JsonValue> accepted
                        && accepted.value() instanceof JsonObject object
                        && object.get("version").filter(VERSION::equals).isPresent()
                ? object.text("run").flatMap(run -> object.text("shard").map(shard -> new ShardMessage(run, shard)))
                : Optional.empty();
    }
}
