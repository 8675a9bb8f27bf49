package io.picasso.analytics.port;

import java.time.Instant;
import java.util.Optional;

/** The clock of a service. AWS refuses requests that are signed with a clock that is more than some minutes off. */
public interface ServerClock {
    /**
     * Its time, to the second; empty where it does not say.
     *
     * @throws io.picasso.analytics.failure.Failure SERVICE_UNAVAILABLE when it does not answer
     */
    Optional<Instant> now();
}
