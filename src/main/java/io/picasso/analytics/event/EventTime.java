package io.picasso.analytics.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When an event happened, and by whose clock.
 *
 * @param client the producer's time as it came, as text; null when it sent none
 * @param received when the event reached us; null for input that has no such time, such as a file of raw events
 * @param occurredAt the time that orders, partitions and expires the event, in milliseconds
 * @param skewed true when the producer's time was absent or not believable, so that {@code received} was taken
 */
public record EventTime(@Nullable String client, @Nullable Instant received, Instant occurredAt, boolean skewed) {
    /** A message may wait in a queue or a dead-letter queue for 14 days. */
    public static final Duration MAX_AGE = Duration.ofDays(15);

    /** A producer's clock may be in another zone without saying so. */
    public static final Duration MAX_AHEAD = Duration.ofHours(24);

    /**
     * Decides on the time of an event.
     *
     * @return empty when there is neither a believable client time nor a time of receipt
     */
    public static Optional<EventTime> of(@Nullable String client, @Nullable Instant received) {
        Optional<Instant> claimed = Optional.ofNullable(client).flatMap(UtcTime::parse);
        if (received == null) {
            return claimed.map(time -> new EventTime(client, null, time, false));
        }
        Instant arrival = Instant.ofEpochMilli(received.toEpochMilli());
        return Optional.of(claimed.filter(time -> believable(time, arrival))
                .map(time -> new EventTime(client, arrival, time, false))
                .orElseGet(() -> new EventTime(client, arrival, arrival, true)));
    }

    private static boolean believable(Instant claimed, Instant arrival) {
        return !claimed.isBefore(arrival.minus(MAX_AGE)) && !claimed.isAfter(arrival.plus(MAX_AHEAD));
    }
}
