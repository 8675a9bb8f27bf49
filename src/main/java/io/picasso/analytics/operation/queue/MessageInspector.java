package io.picasso.analytics.operation.queue;

import io.picasso.analytics.event.Draft;
import io.picasso.analytics.event.Envelope;
import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.Reading;
import io.picasso.analytics.event.WireFormat;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.operation.backfill.ShardMessage;
import io.picasso.analytics.operation.ingest.InboundMessage;
import io.picasso.analytics.operation.ingest.MessageReader;
import io.picasso.analytics.operation.ingest.Rejection;
import io.picasso.analytics.operation.queue.MessageContents.Header;
import io.picasso.analytics.operation.queue.MessageContents.Problem;
import io.picasso.analytics.operation.queue.MessageContents.Shard;
import io.picasso.analytics.port.EventQueue;
import io.picasso.analytics.port.EventQueue.Message;
import io.picasso.analytics.port.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Says what is in a message, through the reader the processor uses, and changes nothing. */
public final class MessageInspector {
    private final JsonParser parser;
    private final Optional<MessageReader> reader;

    private MessageInspector(JsonParser parser, Optional<MessageReader> reader) {
        this.parser = parser;
        this.reader = reader;
    }

    /** Of messages of events. */
    public static MessageInspector ofEvents(JsonParser parser, MessageReader reader) {
        return new MessageInspector(parser, Optional.of(reader));
    }

    /** Of messages of shards. */
    public static MessageInspector ofShards(JsonParser parser) {
        return new MessageInspector(parser, Optional.empty());
    }

    /** What is in a message. A tenant that cannot be looked up is part of the result. */
    public MessageContents inspect(Message message) {
        return reader.map(events -> events(message, events)).orElseGet(() -> shard(message));
    }

    private MessageContents shard(Message message) {
        Optional<Shard> shard = ShardMessage.parse(message.body(), parser).map(s -> new Shard(s.run(), s.shard()));
        return new MessageContents(
                List.of(),
                shard.isPresent()
                        ? List.of()
                        : List.of(new Problem(
                                OptionalInt.empty(), MessageContents.NOT_A_SHARD, "it names no shard of a backfill")),
                shard);
    }

    private MessageContents events(Message message, MessageReader events) {
        InboundMessage inbound = new InboundMessage(
                message.id(),
                message.body().getBytes(StandardCharsets.UTF_8),
                Optional.of(message.sentAt()),
                new InboundMessage.Source("queue", message.id(), OptionalInt.empty()),
                InboundMessage.Origin.PRODUCER);
        List<JsonValue> parts = parts(inbound.text());
        try {
            MessageReader.Contents contents = events.read(inbound);
            List<Problem> problems = contents.rejections().stream()
                    .map(MessageInspector::problem)
                    .toList();
            return new MessageContents(headers(parts, tenants(parts, contents)), problems, Optional.empty());
        } catch (Failure failure) {
            Problem unknown = new Problem(OptionalInt.empty(), MessageContents.LOOKUP_FAILED, failure.what());
            return new MessageContents(headers(parts, Map.of()), List.of(unknown), Optional.empty());
        }
    }

    private List<JsonValue> parts(byte[] text) {
        return text.length > EventQueue.MAX_MESSAGE_BYTES
                ? List.of()
                : parser.parse(text).then(Envelope::open).either(parts -> parts, (reason, detail) -> List.of());
    }

    private static Problem problem(Rejection rejection) {
        return new Problem(rejection.position(), rejection.reason().label(), rejection.detail());
    }

    /** By position: what was accepted, in the order of the parts that were not rejected. */
    private static Map<Integer, String> tenants(List<JsonValue> parts, MessageReader.Contents contents) {
        Map<Integer, String> tenants = new HashMap<>();
        Set<Integer> rejected = new HashSet<>();
        contents.rejections().forEach(rejection -> rejection.position().ifPresent(rejected::add));
        Iterator<Event> accepted = contents.events().iterator();
        for (int i = 0; i < parts.size() && accepted.hasNext(); i++) {
            if (!rejected.contains(i)) {
                tenants.put(i, accepted.next().tenant().id());
            }
        }
        return tenants;
    }

    private static List<Header> headers(List<JsonValue> parts, Map<Integer, String> tenants) {
        List<Header> headers = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            if (WireFormat.read(parts.get(i)) instanceof Reading.Accepted<Draft> accepted) {
                Draft draft = accepted.value();
                headers.add(new Header(
                        i,
                        draft.type().name(),
                        draft.session().value(),
                        draft.step(),
                        draft.tenant().hash(),
                        Optional.ofNullable(tenants.get(i))));
            }
        }
        return headers;
    }
}
