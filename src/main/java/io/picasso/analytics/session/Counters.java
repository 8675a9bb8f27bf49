package io.picasso.analytics.session;

/**
 * What is counted in a session.
 *
 * @param events distinct events
 * @param userMessages MESSAGE_SENT
 * @param botMessages MESSAGE_RECEIVED
 * @param responseTimeMs sum of the response times that count, in milliseconds
 * @param responses how many response times count
 */
public record Counters(long events, long userMessages, long botMessages, long responseTimeMs, long responses) {
    public static final Counters ZERO = new Counters(0, 0, 0, 0, 0);

    /** Messages of both sides. */
    public long messages() {
        return userMessages + botMessages;
    }

    public Counters plus(Counters other) {
        return new Counters(
                events + other.events,
                userMessages + other.userMessages,
                botMessages + other.botMessages,
                responseTimeMs + other.responseTimeMs,
                responses + other.responses);
    }

    /** What has to be added to the other counters to get these. */
    public Counters minus(Counters other) {
        return new Counters(
                events - other.events,
                userMessages - other.userMessages,
                botMessages - other.botMessages,
                responseTimeMs - other.responseTimeMs,
                responses - other.responses);
    }
}
