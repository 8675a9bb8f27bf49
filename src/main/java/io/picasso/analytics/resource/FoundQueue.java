package io.picasso.analytics.resource;

import java.time.Duration;
import java.util.Optional;

/**
 * A queue as it was found.
 *
 * @param name its name
 * @param visibility how long a received message is hidden
 * @param retention how long a message is kept; empty when this engine does not say
 * @param redrive its redrive policy; empty when it has none
 * @param visible messages waiting, approximately
 * @param inFlight messages received and not yet deleted, approximately
 * @param delayed messages not yet to be received, approximately
 */
public record FoundQueue(
        String name,
        Duration visibility,
        Optional<Duration> retention,
        Optional<QueueDeclaration.Redrive> redrive,
        long visible,
        long inFlight,
        long delayed) {}
