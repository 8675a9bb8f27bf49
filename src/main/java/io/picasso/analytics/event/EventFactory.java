package io.picasso.analytics.event;

import io.picasso.analytics.event.Draft.Stored;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes an event of a draft whose tenant is proven: redacts, decides on the time, takes the fingerprint.
 *
 * @param redaction what is done with personal data
 */
public record EventFactory(Redaction redaction) {
    /** DynamoDB's limit for one item, attribute names included. */
    public static final int MAX_ITEM_BYTES = 400 * 1024;

    /** More than the names and short values of an event item take beside its payload. */
    private static final int ITEM_OVERHEAD_BYTES = 1024;

    /**
     * Makes the event.
     *
     * @param tenant the tenant the draft's hash is mapped to
     * @param received when the event reached us; null for input without such a time. A stored event brings its own.
     */
    public Reading<Event> make(Draft draft, Tenant tenant, @Nullable Instant received) {
        if (!draft.tenant().agreesWith(tenant)) {
            return new Reading.Rejected<>(
                    RejectionReason.TENANT_MISMATCH,
                    "hash " + draft.tenant().hash() + " is not tenant '"
                            + draft.tenant().id() + "'");
        }
        Optional<Stored> stored = draft.stored();
        Instant arrival = stored.isPresent() ? stored.get().received() : received;
        Optional<EventTime> time = EventTime.of(draft.clientTimestamp(), arrival);
        if (time.isEmpty()) {
            return new Reading.Rejected<>(RejectionReason.INVALID_TIMESTAMP, "no time can be read");
        }
        JsonObject payload = redaction.apply(draft.type(), draft.payload());
        if (longest(draft, payload) > MAX_ITEM_BYTES && size(draft, payload) > MAX_ITEM_BYTES) {
            return new Reading.Rejected<>(
                    RejectionReason.EVENT_TOO_LARGE, "the event takes " + size(draft, payload) + " bytes");
        }
        Fingerprint carried = stored.map(Stored::fingerprint).orElse(null);
        Fingerprint fingerprint = carried != null
                ? carried
                : Fingerprint.of(
                        tenant.hash(),
                        draft.session(),
                        draft.step(),
                        draft.type(),
                        draft.clientTimestamp(),
                        payload,
                        draft.producer().eventId());
        return new Reading.Accepted<>(new Event(
                tenant,
                draft.session(),
                draft.step(),
                draft.type(),
                payload,
                time.get(),
                fingerprint,
                draft.producer()));
    }

    /** No less than {@link #size}, and found without writing the payload: nearly every event is far below the limit. */
    private static long longest(Draft draft, JsonObject payload) {
        Producer producer = draft.producer();
        long size = ITEM_OVERHEAD_BYTES + longest(draft.clientTimestamp()) + longest(producer.gaClientId());
        return size + longest(producer.eventId()) + longest(producer.schemaVersion()) + JsonText.longest(payload);
    }

    private static long longest(@Nullable String text) {
        return text == null ? 0 : 3L * text.length();
    }

    private static int size(Draft draft, JsonObject payload) {
        Producer producer = draft.producer();
        int size = ITEM_OVERHEAD_BYTES + bytes(draft.clientTimestamp()) + bytes(producer.gaClientId());
        size += bytes(producer.eventId()) + bytes(producer.schemaVersion());
        return size + (payload.isEmpty() ? 0 : bytes(JsonText.compact(payload)));
    }

    private static int bytes(@Nullable String text) {
        return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
    }
}
