package io.picasso.analytics.operation.gate;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.operation.ingest.InboundMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A session that a gate makes up.
 *
 * @param wires its messages as a producer would send them
 * @param events the events they are, in the same order
 */
record ProbeSession(Tenant tenant, SessionId session, List<String> wires, List<Event> events) {
    ProbeSession {
        wires = List.copyOf(wires);
        events = List.copyOf(events);
    }

    /** Its messages, as they come out of a queue or a file. */
    List<InboundMessage> messages() {
        return messages(0, wires.size());
    }

    /** Some of its messages. */
    List<InboundMessage> messages(int from, int to) {
        List<InboundMessage> messages = new ArrayList<>();
        for (int i = from; i < to; i++) {
            messages.add(message(session + "-" + i, wires.get(i)));
        }
        return messages;
    }

    /** Without a time of receipt, so that the session's own times hold however long ago they are. */
    static InboundMessage message(String id, String wire) {
        return new InboundMessage(
                id,
                wire.getBytes(StandardCharsets.UTF_8),
                Optional.empty(),
                InboundMessage.Source.line(id),
                InboundMessage.Origin.PRODUCER);
    }

    /** How many of its events are messages of either side. */
    long messageEvents() {
        return events.stream()
                .filter(event -> event.type().name().startsWith("MESSAGE_"))
                .count();
    }
}
