package io.picasso.analytics.event;

import io.picasso.analytics.json.JsonValue.JsonObject;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event as its producer wrote it, of valid form, before its tenant is proven and its texts are redacted.
 *
 * @param clientTimestamp the producer's time as text; null when it sent none
 * @param stored what an event that was stored before brings back; empty for one that comes from a producer
 */
public record Draft(
        TenantClaim tenant,
        SessionId session,
        int step,
        EventType type,
        JsonObject payload,
        @Nullable String clientTimestamp,
        Producer producer,
        Optional<Stored> stored) {
    /**
     * What the lake carries beside the producer's fields.
     *
     * @param fingerprint null for lines written before there were fingerprints
     * @param received when the event first reached us; null when it never had such a time
     */
    public record Stored(
            @Nullable Fingerprint fingerprint, @Nullable Instant received) {}
}
