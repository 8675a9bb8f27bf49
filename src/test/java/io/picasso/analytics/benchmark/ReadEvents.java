package io.picasso.analytics.benchmark;

import io.picasso.analytics.adapter.json.JacksonParser;
import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.EventFactory;
import io.picasso.analytics.event.Redaction;
import io.picasso.analytics.operation.ingest.InboundMessage;
import io.picasso.analytics.operation.ingest.MessageReader;
import io.picasso.analytics.port.SourceLine;
import io.picasso.analytics.sample.SampleEvent;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;

/** Samples as messages, and as the events they are read into. */
final class ReadEvents {
    private static final MessageReader READER = new MessageReader(
            new JacksonParser(), hash -> Optional.of(Conversations.TENANT), new EventFactory(Redaction.REDACT));

    private ReadEvents() {}

    static InboundMessage message(String id, SampleEvent event) {
        return new InboundMessage(
                id,
                event.text().getBytes(StandardCharsets.UTF_8),
                Optional.of(event.at().plusMillis(200)),
                new InboundMessage.Source("queue", id, OptionalInt.empty()),
                InboundMessage.Origin.PRODUCER);
    }

    static Event of(SourceLine line) {
        return READER.read(new InboundMessage(
                        line.place(),
                        line.text(),
                        Optional.empty(),
                        InboundMessage.Source.line(line.place()),
                        InboundMessage.Origin.OPERATOR))
                .events()
                .get(0);
    }

    static Event of(SampleEvent event) {
        return READER.read(message("m", event)).events().get(0);
    }
}
