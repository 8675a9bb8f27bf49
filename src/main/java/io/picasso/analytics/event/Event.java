package io.picasso.analytics.event;

import io.picasso.analytics.json.JsonValue.JsonObject;
import java.time.Instant;
import java.util.Comparator;

/**
 * Something that happened in a session: valid, its tenant proven, its texts redacted.
 *
 * @param step the producer's step number, 0 to 99,999,999; a question and its answer may share one
 * @param payload what the type says about itself, after redaction; empty when there is nothing
 */
public record Event(
        Tenant tenant,
        SessionId session,
        int step,
        EventType type,
        JsonObject payload,
        EventTime time,
        Fingerprint fingerprint,
        Producer producer) {
    /** The largest step number there may be. */
    public static final int MAX_STEP = 99_999_999;

    /** The order of a timeline: step, then time, then fingerprint so that it is total. */
    public static final Comparator<Event> BY_STEP = Comparator.comparingInt(Event::step)
            .thenComparing(Event::occurredAt)
            .thenComparing(Event::fingerprint);

    /** The order of the clock: time, then step, then fingerprint so that it is total. */
    public static final Comparator<Event> BY_TIME = Comparator.comparing(Event::occurredAt)
            .thenComparingInt(Event::step)
            .thenComparing(Event::fingerprint);

    /** The time that orders, partitions and expires the event. */
    public Instant occurredAt() {
        return time.occurredAt();
    }

    /** The producer's own id, or one derived from the fingerprint: the same for every delivery of the event. */
    public String eventId() {
        String own = producer.eventId();
        return own == null ? derivedId(fingerprint) : own;
    }

    /** The id of an event whose producer gave none. */
    public static String derivedId(Fingerprint fingerprint) {
        return "evt_" + fingerprint;
    }

    /**
     * Which of two deliveries of the same event stands for it. Deliveries differ only where our own clock had to be
     * taken: one with the producer's time is better, and of two without it the earlier. So the choice is the same in
     * whatever order they come.
     */
    public Event or(Event other) {
        if (time.skewed() != other.time.skewed()) {
            return time.skewed() ? other : this;
        }
        return other.occurredAt().isBefore(occurredAt()) ? other : this;
    }
}
