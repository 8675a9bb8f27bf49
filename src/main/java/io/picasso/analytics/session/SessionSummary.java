package io.picasso.analytics.session;

import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A session in one row: the fold over its distinct events.
 *
 * @param startedAt the earliest time of an event
 * @param endedAt the latest time of an event
 * @param firstQuestion the first message of the visitor, at most 200 characters; empty when there is none
 * @param settledOutcome the outcome the events alone decide; empty while time may still decide
 * @param formStarted whether a form was started, completed or not
 * @param formId the form completed last; empty when none was, or it did not say
 * @param ttl when the row expires, in seconds since 1970
 */
public record SessionSummary(
        Tenant tenant,
        SessionId session,
        Instant startedAt,
        Instant endedAt,
        Counters counters,
        Optional<String> firstQuestion,
        Optional<Outcome> settledOutcome,
        boolean formStarted,
        Optional<String> formId,
        long ttl) {
    /** How long a started form may be silent before it counts as abandoned. */
    public static final Duration SILENCE = Duration.ofMinutes(30);

    /** From the first event to the last. */
    public Duration duration() {
        return Duration.between(startedAt, endedAt);
    }

    /** The same summary with another expiry. */
    public SessionSummary expiringAt(long expiry) {
        return new SessionSummary(
                tenant,
                session,
                startedAt,
                endedAt,
                counters,
                firstQuestion,
                settledOutcome,
                formStarted,
                formId,
                expiry);
    }

    /** The outcome as it is to be read at a moment: a started form that has been silent for long is abandoned. */
    public Outcome outcomeAt(Instant now) {
        return settledOutcome.orElseGet(
                () -> formStarted && !endedAt.plus(SILENCE).isAfter(now) ? Outcome.ABANDONED : Outcome.BROWSING);
    }
}
