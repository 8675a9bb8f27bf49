package io.picasso.analytics.operation.ingest;

import io.picasso.analytics.event.Draft;
import io.picasso.analytics.event.Envelope;
import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.EventFactory;
import io.picasso.analytics.event.Reading;
import io.picasso.analytics.event.Reading.Rejected;
import io.picasso.analytics.event.RejectionReason;
import io.picasso.analytics.event.StoredFormat;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.event.WireFormat;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.port.EventQueue;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.port.TenantDirectory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a message into its events and its rejected parts. */
public final class MessageReader {
    /** The events and rejections of one message, each in its order. */
    public record Contents(List<Event> events, List<Rejection> rejections) {}

    private final JsonParser parser;
    private final TenantDirectory tenants;
    private final EventFactory factory;

    public MessageReader(JsonParser parser, TenantDirectory tenants, EventFactory factory) {
        this.parser = parser;
        this.tenants = tenants;
        this.factory = factory;
    }

    /**
     * Reads a message. Throws {@link io.picasso.analytics.failure.Failure} when a tenant cannot be looked up: then
     * nothing is known about the message, and it has to come again.
     */
    public Contents read(InboundMessage message) {
        return open(message)
                .either(
                        parts -> contents(message, parts),
                        (reason, detail) -> new Contents(List.of(), List.of(Rejection.whole(message, reason, detail))));
    }

    private Reading<List<JsonValue>> open(InboundMessage message) {
        return message.text().length > EventQueue.MAX_MESSAGE_BYTES
                ? new Rejected<>(
                        RejectionReason.MESSAGE_TOO_LARGE, "the message has " + message.text().length + " bytes")
                : parser.parse(message.text()).then(Envelope::open);
    }

    private Contents contents(InboundMessage message, List<JsonValue> parts) {
        Contents contents = new Contents(new ArrayList<>(parts.size()), new ArrayList<>());
        for (int i = 0; i < parts.size(); i++) {
            JsonValue part = parts.get(i);
            int position = i;
            event(message, part)
                    .either(
                            event -> contents.events().add(event),
                            (reason, detail) -> contents.rejections()
                                    .add(
                                            parts.size() == 1
                                                    ? Rejection.whole(message, reason, detail)
                                                    : Rejection.part(message, position, text(part), reason, detail)));
        }
        return contents;
    }

    private Reading<Event> event(InboundMessage message, JsonValue part) {
        boolean stored = message.origin() == InboundMessage.Origin.OPERATOR && StoredFormat.isStored(part);
        Reading<Draft> draft = stored ? StoredFormat.read(part) : WireFormat.read(part);
        return draft.then(valid -> {
            Optional<Tenant> tenant = tenants.byHash(valid.tenant().hash());
            return tenant.isEmpty()
                    ? new Rejected<>(
                            RejectionReason.UNKNOWN_TENANT,
                            "no mapping for hash " + valid.tenant().hash())
                    : factory.make(valid, tenant.get(), message.received().orElse(null));
        });
    }

    private static byte[] text(JsonValue part) {
        return JsonText.compact(part).getBytes(StandardCharsets.UTF_8);
    }
}
