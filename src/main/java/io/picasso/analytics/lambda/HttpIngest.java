package io.picasso.analytics.lambda;

import io.picasso.analytics.event.RejectionReason;
import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.operation.ingest.BatchResult;
import io.picasso.analytics.operation.ingest.InboundMessage;
import io.picasso.analytics.port.EventQueue;
import io.picasso.analytics.port.JsonParser;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Events sent straight to the function: one event, a batch envelope, or an array of either. They are processed as those
 * of the queue are. 200: all of it is where it belongs. 202: in the lake, and the tables will follow. 400: nothing of it
 * is an event. 503: it is not safe in the lake, and may be sent again.
 */
final class HttpIngest {
    /** Seconds until sending again may help. */
    private static final String RETRY_AFTER = "5";

    private final JsonParser parser;

    HttpIngest(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Answers a request.
     *
     * @param id names the request in the quarantine
     * @param process processes what was sent; not called when nothing can be made of it
     */
    HttpAnswer answer(HttpRequest request, String id, Instant now, Function<List<InboundMessage>, Outcome> process) {
        if (request.method().equals("OPTIONS")) {
            return HttpAnswer.of(204, JsonObject.EMPTY);
        }
        if (!request.method().equals("POST")) {
            return HttpAnswer.error(405, "events are sent with POST").with("Allow", "POST, OPTIONS");
        }
        Optional<byte[]> body = request.body();
        if (body.isEmpty()) {
            return HttpAnswer.error(400, "the body is not Base64");
        }
        if (body.get().length > EventQueue.MAX_MESSAGE_BYTES) {
            return HttpAnswer.error(413, RejectionReason.MESSAGE_TOO_LARGE.meaning());
        }
        return parser.parse(body.get())
                .either(
                        value -> value instanceof JsonObject || value instanceof JsonArray
                                ? answer(process.apply(messages(value, body.get(), id, now)))
                                : HttpAnswer.error(400, RejectionReason.NOT_AN_OBJECT.meaning()),
                        (reason, detail) -> HttpAnswer.error(400, reason.meaning()));
    }

    private static List<InboundMessage> messages(JsonValue value, byte[] text, String id, Instant now) {
        if (!(value instanceof JsonArray array)) {
            return List.of(message(id, OptionalInt.empty(), text, now));
        }
        List<InboundMessage> messages = new ArrayList<>();
        for (JsonValue element : array.elements()) {
            byte[] part = JsonText.compact(element).getBytes(StandardCharsets.UTF_8);
            messages.add(message(id, OptionalInt.of(messages.size()), part, now));
        }
        return messages;
    }

    private static InboundMessage message(String id, OptionalInt position, byte[] text, Instant now) {
        String name = position.isPresent() ? id + "-" + position.getAsInt() : id;
        return new InboundMessage(
                name,
                text,
                Optional.of(now),
                new InboundMessage.Source("http", id, position),
                InboundMessage.Origin.PRODUCER);
    }

    private static HttpAnswer answer(Outcome outcome) {
        BatchResult counts = outcome.counts();
        if (!outcome.failed().isEmpty()) {
            return HttpAnswer.error(503, "not all events could be stored; it is safe to send them all again")
                    .with("Retry-After", RETRY_AFTER);
        }
        boolean nothing = counts.accepted() == 0 && counts.rejectedTotal() > 0;
        JsonMembers body = new JsonMembers()
                .put("status", nothing ? "error" : "success")
                .put("processed", counts.accepted())
                .put("duplicate", counts.repeated());
        Map<RejectionReason, Integer> rejected = new TreeMap<>(counts.rejected());
        JsonMembers reasons = new JsonMembers();
        rejected.forEach((reason, count) -> reasons.put(
                reason.label(),
                new JsonMembers()
                        .put("count", new JsonNumber(Integer.toString(count)))
                        .put("meaning", reason.meaning())
                        .object()));
        body.put("rejected", reasons.object()).put("deferred", counts.deferred());
        return HttpAnswer.of(nothing ? 400 : counts.deferred() > 0 ? 202 : 200, body.object());
    }
}
