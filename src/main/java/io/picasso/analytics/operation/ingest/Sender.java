package io.picasso.analytics.operation.ingest;

import io.picasso.analytics.event.Envelope;
import io.picasso.analytics.event.Reading;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonBoolean;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.port.EventQueue;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.port.SourceLine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts events on the queue as the widget's endpoint does. */
public final class Sender {
    /** The endpoint puts up to so many events of a request on the queue one by one, and more in one envelope. */
    public static final int LARGEST_SPLIT = 10;

    /** What was sent, and which lines were not. */
    public record Report(long events, long messages, List<String> refused) {}

    private final EventQueue queue;
    private final JsonParser parser;

    public Sender(EventQueue queue, JsonParser parser) {
        this.queue = queue;
        this.parser = parser;
    }

    /**
     * Sends lines in requests of so many events, as a widget that collected them would. A line may itself be a batch
     * envelope; it is a request of its own. A line that is no JSON object is refused, and the others are sent. A {@link
     * SavedMessage} becomes the message it was.
     */
    public Report send(Iterator<SourceLine> lines, int eventsPerRequest) {
        List<JsonValue> request = new ArrayList<>();
        Outbox outbox = new Outbox();
        while (lines.hasNext()) {
            SourceLine line = lines.next();
            if (outbox.restores(line) || outbox.refuses(line)) {
                continue;
            }
            Reading<JsonValue> value = parser.parse(line.text());
            value.then(Envelope::open)
                    .either(
                            events -> {
                                if (events.size() == 1 && value.equals(new Reading.Accepted<>(events.get(0)))) {
                                    request.addAll(events);
                                } else {
                                    outbox.request(events);
                                }
                                return true;
                            },
                            (reason, detail) -> outbox.refused.add(line.place() + ": " + detail));
            if (request.size() >= eventsPerRequest) {
                outbox.request(request);
                request.clear();
            }
        }
        outbox.request(request);
        return outbox.close();
    }

    /** Sends every line as it is, whatever it holds; a {@link SavedMessage} as it was. */
    public Report sendRaw(Iterator<SourceLine> lines) {
        Outbox outbox = new Outbox();
        lines.forEachRemaining(line -> {
            if (!outbox.restores(line) && !outbox.refuses(line)) {
                outbox.message(new String(line.text(), StandardCharsets.UTF_8), 1);
            }
        });
        return outbox.close();
    }

    private final class Outbox {
        private static final int WAITING = 100;

        private final List<String> waiting = new ArrayList<>();
        private final List<String> refused = new ArrayList<>();
        private long events;
        private long messages;

        /** A message that was saved is sent as it was. */
        boolean restores(SourceLine line) {
            Optional<SavedMessage> saved = SavedMessage.read(line.text(), parser);
            saved.ifPresent(message -> message(message.body(), 1));
            return saved.isPresent();
        }

        /** A line that is too large for the queue; what is around it can be sent all the same. */
        boolean refuses(SourceLine line) {
            boolean tooLarge = line.text().length > EventQueue.MAX_MESSAGE_BYTES;
            if (tooLarge) {
                refused.add(line.place() + ": " + line.text().length + " bytes, and the queue takes at most "
                        + EventQueue.MAX_MESSAGE_BYTES);
            }
            return tooLarge;
        }

        void request(List<JsonValue> request) {
            if (request.size() > LARGEST_SPLIT) {
                Map<String, JsonValue> envelope = new LinkedHashMap<>();
                envelope.put("batch", new JsonBoolean(true));
                envelope.put("events", new JsonArray(List.copyOf(request)));
                message(JsonText.compact(new JsonObject(envelope)), request.size());
            } else {
                request.forEach(event -> message(JsonText.compact(event), 1));
            }
        }

        void message(String body, int holding) {
            int bytes = body.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > EventQueue.MAX_MESSAGE_BYTES) {
                throw Failure.of(FailureCode.INVALID_INPUT, "A message would have " + bytes + " bytes")
                        .where("an envelope of " + holding + " events")
                        .why("The queue takes at most " + EventQueue.MAX_MESSAGE_BYTES + " bytes")
                        .next("Send fewer events in a request; " + messages + " messages were sent before this one.");
            }
            waiting.add(body);
            events += holding;
            if (waiting.size() >= WAITING) {
                flush();
            }
        }

        Report close() {
            flush();
            return new Report(events, messages, refused);
        }

        private void flush() {
            queue.send(waiting);
            messages += waiting.size();
            waiting.clear();
        }
    }
}
