package io.picasso.analytics.event;

import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue.JsonObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

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

    private static final String DERIVED_ID_PREFIX = "evt_";

    private static final Comparator<Event> BY_PREFERENCE = Comparator.comparing(
                    (Event event) -> event.time().skewed())
            .thenComparing(Event::occurredAt)
            .thenComparing(event -> Optional.ofNullable(event.time().received()).orElse(Instant.MAX))
            .thenComparing(event -> JsonText.compact(StoredFormat.write(event, "")));

    /** The fingerprint tells events apart; a hash of everything would read the whole payload each time. */
    @Override
    public int hashCode() {
        return fingerprint.value().hashCode();
    }

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
    static String derivedId(Fingerprint fingerprint) {
        return DERIVED_ID_PREFIX + fingerprint;
    }

    /** Whether an id has the form of a derived one. */
    static boolean isDerivedId(String id) {
        return id.startsWith(DERIVED_ID_PREFIX)
                && Fingerprint.parse(id.substring(DERIVED_ID_PREFIX.length())).isPresent();
    }

    /**
     * Which of two deliveries of the same event stands for it. One with the producer's time is better than one for which
     * our own clock had to be taken, and the one received first is better than a later one; what then still differs is
     * only how they are written. So the choice is the same in whatever order they come.
     */
    public Event or(Event other) {
        return BY_PREFERENCE.compare(this, other) <= 0 ? this : other;
    }
}
