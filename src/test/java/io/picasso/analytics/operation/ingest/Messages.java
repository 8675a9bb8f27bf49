package io.picasso.analytics.operation.ingest;

import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.event.UtcTime;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Messages as producers put them on the queue. */
public final class Messages {
    private Messages() {}

    /** An event in the widget's form. */
    public static String event(Tenant tenant, String session, int step, String type, Instant at) {
        return "{\"schema_version\":\"1.0.0\",\"session_id\":\"" + session + "\",\"tenant_id\":\"" + tenant.hash()
                + "\",\"timestamp\":\"" + UtcTime.format(at) + "\",\"step_number\":" + step
                + ",\"event\":{\"type\":\"" + type + "\",\"payload\":{\"content_preview\":\"" + type + " " + step
                + "\"}}}";
    }

    /** So many messages of a visitor, a second apart. */
    public static List<String> sent(Tenant tenant, String session, int count, Instant start) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(event(tenant, session, i + 1, "MESSAGE_SENT", start.plusSeconds(i)));
        }
        return texts;
    }

    /** A message as it is taken from the queue. */
    static InboundMessage inbound(String id, String text, Instant received) {
        return inbound(id, text.getBytes(StandardCharsets.UTF_8), received);
    }

    static InboundMessage inbound(String id, byte[] text, Instant received) {
        return new InboundMessage(
                id,
                text,
                Optional.of(received),
                new InboundMessage.Source("queue", id, OptionalInt.empty()),
                InboundMessage.Origin.PRODUCER);
    }

    /** Messages with the ids m0, m1 ... */
    public static List<InboundMessage> inbound(List<String> texts, Instant received) {
        List<InboundMessage> messages = new ArrayList<>();
        for (String text : texts) {
            messages.add(inbound("m" + messages.size(), text, received));
        }
        return messages;
    }
}
