package io.picasso.analytics.operation.access;

import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** A time in a token: seconds since 1970, which may have a fraction. */
final class ClaimTime {
    /** The end of the year 9999; a later time is a mistake. */
    private static final BigDecimal LAST_SECOND = BigDecimal.valueOf(253_402_300_799L);

    private ClaimTime() {}

    /** The time, to the millisecond; empty when the claim is none. */
    static Optional<Instant> of(JsonValue claim) {
        return claim instanceof JsonNumber number
                ? number.decimal()
                        .filter(seconds -> seconds.signum() >= 0 && seconds.compareTo(LAST_SECOND) <= 0)
                        .map(seconds ->
                                Instant.ofEpochMilli(seconds.movePointRight(3).longValue()))
                : Optional.empty();
    }
}
