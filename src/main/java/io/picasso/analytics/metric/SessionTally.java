package io.picasso.analytics.metric;

import io.picasso.analytics.session.Counters;

/**
 * Sessions, and what they sum up to.
 *
 * @param sessions how many, with messages or without
 * @param messages of both sides
 * @param responseTimeMs sum of the response times that count, in milliseconds
 * @param responses how many response times count
 */
public record SessionTally(long sessions, long messages, long responseTimeMs, long responses) {
    public static final SessionTally ZERO = new SessionTally(0, 0, 0, 0);

    /** One session. */
    static SessionTally of(Counters counters) {
        return new SessionTally(1, counters.messages(), counters.responseTimeMs(), counters.responses());
    }

    public SessionTally plus(SessionTally other) {
        return new SessionTally(
                sessions + other.sessions,
                messages + other.messages,
                responseTimeMs + other.responseTimeMs,
                responses + other.responses);
    }
}
