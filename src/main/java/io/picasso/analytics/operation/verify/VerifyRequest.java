package io.picasso.analytics.operation.verify;

import io.picasso.analytics.event.Tenant;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What is to be compared. A session is meant when an event of it, or its summary's key, lies in the range; then all of
 * it is compared.
 *
 * @param tenant only this tenant; empty for every tenant of the environment
 * @param from first UTC day; empty for the beginning
 * @param to last UTC day, included; empty for the end
 * @param settle what is younger than this may still be on its way
 * @param pause between the two readings of what does not agree
 * @param wholeTable whether the events table is read a second time, for the rows that no index leads to
 */
public record VerifyRequest(
        Optional<Tenant> tenant,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        Duration settle,
        Duration pause,
        boolean wholeTable) {
    /** Longer than the processor takes from the lake to the tables, but for a failure it leaves a marker of. */
    public static final Duration SETTLE = Duration.ofSeconds(60);

    public static final Duration PAUSE = Duration.ofSeconds(2);

    /** Only what the indexes lead to. */
    public VerifyRequest(
            Optional<Tenant> tenant,
            Optional<LocalDate> from,
            Optional<LocalDate> to,
            Duration settle,
            Duration pause) {
        this(tenant, from, to, settle, pause, false);
    }

    boolean includes(LocalDate day) {
        return from.map(first -> !day.isBefore(first)).orElse(true)
                && to.map(last -> !day.isAfter(last)).orElse(true);
    }
}
